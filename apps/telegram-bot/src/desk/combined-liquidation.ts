import { type Account, type Decimal, decimal, type MarginType, type Position, ZERO } from '@perpdesk/broker-core';

/** Where an account would be liquidated once an order has filled. */
export type LiquidationAfter =
  /** Quote asset, of what is held of the symbol then; `falls`: it is reached as the price falls. */
  | { readonly type: 'price'; readonly price: Decimal; readonly falls: boolean }
  /** Nothing is held then, or no price reaches it. */
  | { readonly type: 'none' }
  /** What it depends on was not told. */
  | { readonly type: 'unknown' };

export interface CombinedInput {
  /** What the account holds of the symbol: at most one net position, or its two sides. */
  readonly legs: readonly Position[];
  /** That the order changes; `null`: none yet. */
  readonly held: Position | null;
  /** Base asset, signed: what the order buys (> 0) or sells. */
  readonly change: Decimal;
  /** Quote asset: where it fills. */
  readonly price: Decimal;
  readonly leverage: number;
  readonly marginType: MarginType;
  readonly account: Account;
  /** Fraction of notional, at the size that is held then. */
  readonly maintenanceMarginRate: Decimal;
}

const NONE: LiquidationAfter = { type: 'none' };
const UNKNOWN: LiquidationAfter = { type: 'unknown' };

/** Base asset, signed: what the order leaves of the position that it changes. */
export function quantityAfter({ held, change }: Pick<CombinedInput, 'held' | 'change'>): Decimal {
  return (held?.quantity ?? ZERO).plus(change);
}

/**
 * Where what is held after an order would be liquidated: added to, reduced, or turned.
 *
 * An estimate: the account's other symbols stand still, nothing is counted for fees and funding, and the whole size has the
 * maintenance rate of its bracket. What an isolated position has as margin is reckoned from the liquidation price that the
 * exchange tells of it; where it tells none, it is unknown.
 */
export function liquidationAfter(input: CombinedInput): LiquidationAfter {
  return input.marginType === 'isolated' ? isolated(input) : crossed(input);
}

/** The account's equity, as it moves with this symbol's price, against all maintenance margin. */
function crossed({ legs, held, change, price, account, maintenanceMarginRate: rate }: CombinedInput): LiquidationAfter {
  const others = legs.filter((leg) => leg !== held);
  const after = quantityAfter({ held, change });
  const net = others.reduce((sum, leg) => sum.plus(leg.quantity), after);
  const gross = others.reduce((sum, leg) => sum.plus(leg.quantity.abs()), after.abs());
  const margins = legs.reduce((rest, leg) => rest.minus(leg.maintenanceMargin), account.maintenanceMargin);
  const marked = legs.reduce((sum, leg) => sum.plus(leg.quantity.times(leg.markPrice)), ZERO);
  const level = marked.plus(change.times(price)).plus(margins).minus(account.equity);
  return solve(level, net.minus(gross.times(rate)));
}

function isolated({ held, change, price, leverage, maintenanceMarginRate: rate }: CombinedInput): LiquidationAfter {
  const after = quantityAfter({ held, change });
  const times = decimal(leverage.toString());
  const before = held?.quantity ?? ZERO;
  const isTurned = before.isZero() || before.isNegative() !== after.isNegative();
  if (after.isZero()) return NONE;
  if (isTurned || held === null) return ofIsolated(after, price, after.abs().times(price).div(times), rate);
  const reported = held.liquidationPrice;
  // what shrinks gives back its part of the margin
  const isShrunk = after.abs().lt(before.abs());
  if (isShrunk) return reported === null ? UNKNOWN : { type: 'price', price: reported, falls: after.greaterThan(0) };
  if (reported === null) return UNKNOWN;
  const margin = before
    .abs()
    .times(reported)
    .times(rate)
    .minus(before.times(reported.minus(held.entryPrice)));
  const entryPrice = before.times(held.entryPrice).plus(change.times(price)).div(after);
  return ofIsolated(after, entryPrice, margin.plus(change.abs().times(price).div(times)), rate);
}

/** `money`: settle asset, the position's own margin. */
function ofIsolated(quantity: Decimal, entryPrice: Decimal, money: Decimal, rate: Decimal): LiquidationAfter {
  return solve(quantity.times(entryPrice).minus(money), quantity.minus(quantity.abs().times(rate)));
}

function solve(level: Decimal, slope: Decimal): LiquidationAfter {
  if (slope.isZero()) return NONE;
  const price = level.div(slope);
  return price.greaterThan(0) ? { type: 'price', price, falls: slope.greaterThan(0) } : NONE;
}
