import { Decimal, decimal, type Position, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { ownedAmount } from '../book/owned-amount.ts';
import { isEntering, leftToFill } from '../entries/entering-order.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import { markPriceOf } from './mark-prices.ts';

/** What an account has at risk beside an entry that is planned: held, filled and not seen yet, and in flight. */
export interface Exposure {
  /** Sides that are held or being entered. */
  readonly openPositions: number;
  /** Quote asset, ≥ 0. */
  readonly symbolNotional: Decimal;
  /** Quote asset, ≥ 0, over all symbols. */
  readonly totalNotional: Decimal;
}

interface Side {
  readonly symbol: string;
  /** Quote asset, ≥ 0. */
  readonly notional: Decimal;
}

/** @param price Quote asset: of the entry's symbol, where no other is known. */
export function exposureOf(run: Run, entry: IntentRow, price: Decimal | null): Exposure {
  const { brokerId, symbol } = entry;
  const sides = new Map<string, Side>();
  const put = (of: string, side: string, change: (known: Decimal) => Decimal): void => {
    const key = `${of} ${side}`;
    sides.set(key, { symbol: of, notional: change(sides.get(key)?.notional ?? ZERO) });
  };
  const unseen = unseenOf(run, brokerId);
  for (const position of run.view(brokerId).positions) {
    const held = stillHeld(position, unseen);
    if (held.gt(0)) put(position.symbol, position.positionSide, () => held);
  }
  const priceOf = (of: string): Decimal =>
    markPriceOf(run, brokerId, of) ?? averageOf(unseen, of) ?? (of === symbol ? price : null) ?? ZERO;
  for (const { symbol: of, positionSide, quantity } of grossOwned(run, brokerId)) {
    const notional = quantity.times(priceOf(of));
    put(of, positionSide, (seen) => (seen.gt(notional) ? seen : notional));
  }
  const entering = run.book.intents.openEntries(brokerId).filter((row) => row.id !== entry.id && isEntering(row));
  for (const row of entering) {
    const left = leftToFill(row);
    const asked = run.book.signals.get(row.signalId)?.stored.signal.price ?? priceOf(row.symbol);
    put(row.symbol, row.positionSide, (known) => known.plus(left.times(asked)));
  }
  const sumOf = (chosen: readonly Side[]): Decimal => chosen.reduce((sum, { notional }) => sum.plus(notional), ZERO);
  const all = [...sides.values()];
  return {
    openPositions: all.length,
    symbolNotional: sumOf(all.filter((side) => side.symbol === symbol)),
    totalNotional: sumOf(all),
  };
}

/** Base asset, ≥ 0, by side: streams that own against each other both count, for either may leave the other alone. */
function grossOwned(run: Run, brokerId: string) {
  const sides = new Map<
    string,
    { readonly symbol: string; readonly positionSide: string; readonly quantity: Decimal }
  >();
  for (const row of run.book.ledger.ofBroker(brokerId)) {
    if (row.owned === '0') continue;
    const { symbol, positionSide } = row;
    const key = `${symbol} ${positionSide}`;
    const [amount, others] = [ownedAmount(row).abs(), sides.get(key)];
    const quantity = others === undefined ? amount : amount.plus(others.quantity);
    sides.set(key, { symbol, positionSide, quantity });
  }
  return sides.values();
}

/** Quote asset: the position as it was seen last, without what our own orders have closed since. */
function stillHeld(position: Position, unseen: readonly IntentRow[]): Decimal {
  const { quantity, notional } = position;
  if (quantity.isZero()) return ZERO;
  const closed = closedBy(unseen, position);
  if (closed.isZero()) return notional;
  return Decimal.max(notional.times(quantity.abs().minus(closed)).div(quantity.abs()), ZERO);
}

/** Whether orders of ours have closed all of a position that is still seen. */
export function isClosedUnseen(run: Run, brokerId: string, position: Position): boolean {
  return closedBy(unseenOf(run, brokerId), position).gte(position.quantity.abs());
}

/** Base asset, ≥ 0. */
function closedBy(unseen: readonly IntentRow[], { symbol, positionSide, quantity }: Position): Decimal {
  const side = reducingSide(directionOf(quantity));
  return unseen
    .filter((row) => row.kind !== 'increase' && row.symbol === symbol && row.positionSide === positionSide)
    .filter((row) => row.side === side)
    .reduce((sum, row) => sum.plus(row.filledQuantity), ZERO);
}

/** Orders that filled, while the position that this made is not seen yet. */
function unseenOf(run: Run, brokerId: string): readonly IntentRow[] {
  const rows = [...run.notes.untold].map((id) => run.book.intents.get(id)).filter((row) => row !== undefined);
  return rows.filter((row) => row.brokerId === brokerId);
}

function averageOf(unseen: readonly IntentRow[], symbol: string): Decimal | null {
  const filled = unseen.find((row) => row.symbol === symbol && row.kind === 'increase' && row.averagePrice !== null);
  return filled?.averagePrice === undefined || filled.averagePrice === null ? null : decimal(filled.averagePrice);
}
