import { Decimal, decimal, type Position, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { ownedAmount } from '../book/owned-amount.ts';
import { isEntering, leftToFill } from '../entries/entering-order.ts';
import { fillTotals } from '../ledger/fill-totals.ts';
import { ownedSeenAt, positionSeenAt, snapshotSeenAt } from '../ledger/seen-at.ts';
import { directionOf, increasingSide, reducingSide } from '../plan/sides.ts';
import { protectStateOf } from '../protect/protect-state.ts';
import type { Run } from '../run.ts';
import { markPriceOf } from './mark-prices.ts';
import { SideTable } from './side-table.ts';

/** What an account has at risk beside an entry that is planned: held, filled and not seen yet, and in flight. */
export interface Exposure {
  /** Sides that are held or being entered. */
  readonly openPositions: number;
  /** The side that the entry is for is one of them. */
  readonly isSideOpen: boolean;
  /** Quote asset, ≥ 0. */
  readonly symbolNotional: Decimal;
  /** Quote asset, ≥ 0, over all symbols. */
  readonly totalNotional: Decimal;
}

/** @param price Quote asset: of the entry's symbol, where no other is known. */
export function exposureOf(run: Run, entry: IntentRow, price: Decimal | null): Exposure {
  const { brokerId, symbol } = entry;
  /** Quote asset, ≥ 0. */
  const notionals = new SideTable();
  const unseen = unseenOf(run, brokerId);
  for (const position of run.view(brokerId).positions) {
    const held = stillHeld(run, brokerId, position, unseen);
    if (held.gt(0)) notionals.set(position.symbol, position.positionSide, held);
  }
  const priceOf = (of: string): Decimal =>
    markPriceOf(run, brokerId, of) ??
    averageOf(unseen, of) ??
    (of === symbol ? price : null) ??
    entryPriceOf(run, brokerId, of) ??
    ZERO;
  for (const [of, side, quantity] of grossOwned(run, brokerId)) {
    const notional = quantity.times(priceOf(of));
    const seen = notionals.get(of, side);
    if (seen === undefined || notional.gt(seen)) notionals.set(of, side, notional);
  }
  for (const row of run.book.intents.openEntries(brokerId)) {
    if (row.id === entry.id || !isEntering(row)) continue;
    const asked =
      markPriceOf(run, brokerId, row.symbol) ??
      run.book.signals.get(row.signalId)?.stored.signal.price ??
      priceOf(row.symbol);
    const notional = leftToFill(row).times(asked);
    const known = notionals.get(row.symbol, row.positionSide);
    notionals.set(row.symbol, row.positionSide, known === undefined ? notional : known.plus(notional));
  }
  let [openPositions, symbolNotional, totalNotional] = [0, ZERO, ZERO];
  for (const [of, , notional] of notionals) {
    openPositions += 1;
    totalNotional = totalNotional.plus(notional);
    if (of === symbol) symbolNotional = symbolNotional.plus(notional);
  }
  const isSideOpen = notionals.get(symbol, entry.positionSide) !== undefined;
  return { openPositions, isSideOpen, symbolNotional, totalNotional };
}

/** Quote asset: at which strategies entered what they own of an instrument; `null`: nothing is owned, or it is not known. */
function entryPriceOf(run: Run, brokerId: string, symbol: string): Decimal | null {
  for (const row of run.book.ledger.ofBroker(brokerId)) {
    const { entryPrice } = row.symbol === symbol ? protectStateOf(row) : { entryPrice: null };
    if (entryPrice !== null) return decimal(entryPrice);
  }
  return null;
}

/** Base asset, ≥ 0, by side: streams that own against each other both count, for either may leave the other alone. */
function grossOwned(run: Run, brokerId: string): SideTable {
  const sides = new SideTable();
  for (const row of run.book.ledger.ofBroker(brokerId)) {
    if (row.owned === '0') continue;
    const { symbol, positionSide } = row;
    const [amount, others] = [ownedAmount(row).abs(), sides.get(symbol, positionSide)];
    sides.set(symbol, positionSide, others === undefined ? amount : amount.plus(others));
  }
  return sides;
}

/** Quote asset: the position as it was seen last, with what our own orders have opened and closed since. */
function stillHeld(run: Run, brokerId: string, position: Position, unseen: readonly IntentRow[]): Decimal {
  const { quantity, notional } = position;
  if (quantity.isZero()) return ZERO;
  const change = openedSince(run, brokerId, position, unseen).minus(closedBy(unseen, position));
  if (change.isZero()) return notional;
  return Decimal.max(notional.times(quantity.abs().plus(change)).div(quantity.abs()), ZERO);
}

/** Base asset, ≥ 0: what our entries filled on the position's side and the position does not show yet. */
function openedSince(run: Run, brokerId: string, position: Position, unseen: readonly IntentRow[]): Decimal {
  const { symbol, positionSide, quantity } = position;
  const side = increasingSide(directionOf(quantity));
  return [...unseen, ...run.book.intents.openEntries(brokerId)]
    .filter((row) => row.kind === 'increase' && row.symbol === symbol && row.positionSide === positionSide)
    .filter((row) => row.side === side && row.filledQuantity !== '0' && !isSeen(run, row))
    .reduce((sum, row) => sum.plus(row.filledQuantity), ZERO);
}

/** Whether the position in memory is as new as the entry's last fill. */
function isSeen(run: Run, entry: IntentRow): boolean {
  const { quantity, lastAt } = fillTotals(run.book, entry.id);
  const filledAt = lastAt !== null && quantity.gte(entry.filledQuantity) ? lastAt : ownedSeenAt(run, entry);
  return positionSeenAt(run, entry) >= filledAt || snapshotSeenAt(run, entry) >= filledAt;
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
  return run.notes.untold.ofAccount(brokerId).flatMap((id) => run.book.intents.get(id) ?? []);
}

function averageOf(unseen: readonly IntentRow[], symbol: string): Decimal | null {
  const filled = unseen.find((row) => row.symbol === symbol && row.kind === 'increase' && row.averagePrice !== null);
  return filled?.averagePrice === undefined || filled.averagePrice === null ? null : decimal(filled.averagePrice);
}
