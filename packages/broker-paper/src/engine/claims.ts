import { type Decimal, isReducing, type PositionMode, ZERO } from '@perpdesk/broker-core';
import { isWaiting } from './conditional.ts';
import type { EngineState, OpenOrder } from './state.ts';

/** What a symbol's resting orders may add to its positions. */
export type Claims = {
  /** Quote asset, ≥ 0: Σ price · what remains, of orders that have a price. */
  readonly buy: Decimal;
  readonly sell: Decimal;
  /** Market orders that bounded liquidity left on the book: they count at the mark price. */
  readonly unpriced: readonly OpenOrder[];
};

type Book = { readonly positionMode: PositionMode; readonly bySymbol: ReadonlyMap<string, Claims> };

const NONE: Claims = { buy: ZERO, sell: ZERO, unpriced: [] };

/** Sums by list of orders, which never change: a step that moves one order moves the sums by that one alone. */
const BOOKS = new WeakMap<readonly OpenOrder[], Book>();

/** By symbol, of those whose orders may add to a position. */
export function claimsOf({ orders, positionMode }: EngineState): ReadonlyMap<string, Claims> {
  const known = BOOKS.get(orders);
  if (known?.positionMode === positionMode) return known.bySymbol;
  const bySymbol = orders.reduce<ReadonlyMap<string, Claims>>((sums, open) => {
    const claims = sums.get(open.order.symbol) ?? NONE;
    return withClaims(sums, open.order.symbol, added(claims, open, positionMode));
  }, new Map());
  BOOKS.set(orders, { positionMode, bySymbol });
  return bySymbol;
}

/** Says that `after` is `before` without one order and with another, so that its sums follow from those of `before`. */
export function carryClaims(
  before: readonly OpenOrder[],
  after: readonly OpenOrder[],
  { without, having }: { readonly without: OpenOrder | null; readonly having: OpenOrder | null },
): void {
  const known = BOOKS.get(before);
  const symbol = (having ?? without)?.order.symbol;
  if (known === undefined || symbol === undefined) return;
  const { positionMode, bySymbol } = known;
  let claims = bySymbol.get(symbol) ?? NONE;
  if (without !== null) claims = removed(claims, without, positionMode);
  if (having !== null) claims = added(claims, having, positionMode);
  BOOKS.set(after, { positionMode, bySymbol: withClaims(bySymbol, symbol, claims) });
}

function withClaims(
  bySymbol: ReadonlyMap<string, Claims>,
  symbol: string,
  claims: Claims,
): ReadonlyMap<string, Claims> {
  const before = bySymbol.get(symbol) ?? NONE;
  if (before.buy.eq(claims.buy) && before.sell.eq(claims.sell) && before.unpriced === claims.unpriced) return bySymbol;
  const next = new Map(bySymbol);
  if (claims.buy.isZero() && claims.sell.isZero() && claims.unpriced.length === 0) next.delete(symbol);
  else next.set(symbol, claims);
  return next;
}

function added(claims: Claims, open: OpenOrder, positionMode: PositionMode): Claims {
  if (!addsToPosition(open, positionMode)) return claims;
  const notional = notionalOf(open);
  if (notional === null) return { ...claims, unpriced: [...claims.unpriced, open] };
  const { side } = open.order;
  return { ...claims, [side]: claims[side].plus(notional) };
}

function removed(claims: Claims, open: OpenOrder, positionMode: PositionMode): Claims {
  if (!addsToPosition(open, positionMode)) return claims;
  const notional = notionalOf(open);
  if (notional === null) return { ...claims, unpriced: claims.unpriced.filter((other) => other !== open) };
  const { side } = open.order;
  return { ...claims, [side]: claims[side].minus(notional) };
}

function addsToPosition(open: OpenOrder, positionMode: PositionMode): boolean {
  return open.order.quantity !== null && !isWaiting(open) && !isReducing(open.order, positionMode);
}

function notionalOf({ order }: OpenOrder): Decimal | null {
  if (order.price === null || order.quantity === null) return null;
  return order.quantity.minus(order.filledQuantity).times(order.price);
}
