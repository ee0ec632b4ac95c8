import { positionSeenAt, snapshotSeenAt } from '../ledger/seen-at.ts';
import { type Decimal, decimal, formatDecimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { fillTotals } from '../ledger/fill-totals.ts';
import { ownersOf, toPositionSide } from '../ledger/owned.ts';
import { type Direction, directionOf } from '../plan/sides.ts';
import { accountTag, orderFields } from '../relay/order-fields.ts';
import { FLAT_POSITION, positionSummary } from '../relay/position-summary.ts';
import { tellSignal } from '../relay/tell.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { finishSignal } from './finish-signal.ts';
import { goalOf } from '../book/goal.ts';
import { untoldFlag } from './untold-flag.ts';

/** An order ended: its fill is told at once if all its fills are known, else when they are, at the latest after a while. */
export function awaitFills(run: Run, w: Writer, ended: IntentRow): void {
  if (decimal(ended.filledQuantity).isZero()) return;
  const isDone = w.book.signals.get(ended.signalId)?.state !== 'planned';
  if (isComplete(run, ended) || (isDone && !isProtective(ended))) return tellFilled(run, w, ended);
  // neither what protects nor a signal that is done is looked at again after a crash, but for what has a flag
  if (isProtective(ended)) w.add({ type: 'flag-put', name: untoldFlag(ended.id), value: `${run.now()}` });
  run.notes.untold.add(ended);
  w.later(() => {
    // most are complete by the time that their end is durable
    if (!run.notes.untold.has(ended.id)) return;
    run.spawn(async () => {
      await run.wait(tellKey(ended.id), run.timings.fillTellMs);
      if (run.notes.untold.has(ended.id))
        await run.write((writer) => tellUntold(run, writer, ended.id), intentWork(ended));
    }, intentWork(ended));
  });
}

/** A fill of an ended order was recorded: tells it if that was the last one. */
export function tellIfComplete(run: Run, w: Writer, intentId: string): void {
  const intent = w.book.intents.get(intentId);
  if (intent !== undefined && run.notes.untold.has(intentId) && isComplete(run, intent)) tellUntold(run, w, intentId);
}

function tellUntold(run: Run, w: Writer, intentId: string): void {
  const intent = w.book.intents.get(intentId);
  if (intent === undefined || !run.notes.untold.delete(intent)) return;
  run.wake(tellKey(intentId));
  tellFilled(run, w, intent);
  finishSignal(run, w, intent.signalId);
}

function tellKey(intentId: string): string {
  return `tell ${intentId}`;
}

/** All fills are known, and the position in memory is at least as new as the last of them. */
function isComplete(run: Run, intent: IntentRow): boolean {
  const { quantity, lastAt } = fillTotals(run.book, intent.id);
  if (quantity.lt(decimal(intent.filledQuantity)) || lastAt === null) return false;
  return positionSeenAt(run, intent) >= lastAt || snapshotSeenAt(run, intent) >= lastAt;
}

/** Tells an ended order's fill; and that the position is closed, where it left none. */
function tellFilled(run: Run, w: Writer, intent: IntentRow): void {
  const flag = untoldFlag(intent.id);
  if (w.book.flags.has(flag)) w.add({ type: 'flag-put', name: flag, value: null });
  const totals = fillTotals(run.book, intent.id);
  const side = toPositionSide(intent.positionSide);
  // what a part of its fills adds up to is not the order's
  const isWhole = totals.quantity.gte(decimal(intent.filledQuantity));
  const known = (amount: Decimal | null) => (isWhole && amount !== null ? formatDecimal(amount) : null);
  const receivedAt = run.book.signals.get(intent.signalId)?.stored.signal.receivedAt;
  tellSignal(run, w, intent.signalId, `filled:${intent.id}`, {
    type: 'order.filled',
    ...orderFields(run, intent),
    quantity: intent.filledQuantity,
    asked: intent.quantity,
    ...(intent.state === 'filled' || intent.detail === null ? {} : { detail: intent.detail }),
    averagePrice: intent.averagePrice ?? known(totals.averagePrice),
    fee: known(totals.fee),
    feeAsset: totals.feeAsset,
    ...(isWhole && totals.otherFees.length > 0
      ? { otherFees: totals.otherFees.map(({ asset, amount }) => ({ asset, amount: formatDecimal(amount) })) }
      : {}),
    realizedPnl: known(totals.realizedPnl),
    position: hasClosedAll(run, intent, side)
      ? FLAT_POSITION
      : positionSummary(run, intent.brokerId, intent.symbol, side),
    latencyMs: receivedAt === undefined ? null : Math.max(0, (totals.lastAt ?? run.now()) - receivedAt),
  });
  const turned = intent.kind === 'increase' ? afterEnding(run, intent, side) : ZERO;
  if (turned === null) return;
  if (isStillOwned(w, intent, side) || isStillHeld(run, intent, side)) return;
  tellSignal(run, w, intent.signalId, `closed:${intent.id}`, {
    type: 'position.closed',
    account: accountTag(run, intent.brokerId),
    symbol: intent.symbol,
    positionSide: side,
    cause: causeOf(intent),
    realizedPnl: known(totals.realizedPnl),
    ...(isWhole && totals.lastTradeId !== null ? { lastTradeId: totals.lastTradeId } : {}),
    ...(turned.isZero() ? {} : { after: formatDecimal(turned) }),
  });
}

/**
 * What is held after an entry that ended what was held against it, signed; `null`: it did not. In one-way mode it may end,
 * or turn it. By the position alone one that was stopped out at once would look the same; that it realised something tells
 * them apart.
 */
function afterEnding(run: Run, intent: IntentRow, side: PositionSide): Decimal | null {
  const { realizedPnl } = fillTotals(run.book, intent.id);
  if (side !== 'net' || realizedPnl === null || realizedPnl.isZero() || !isComplete(run, intent)) return null;
  const after = run.view(intent.brokerId).position(intent.symbol, side)?.quantity ?? ZERO;
  const filled = decimal(intent.filledQuantity);
  const before = intent.side === 'sell' ? after.plus(filled) : after.minus(filled);
  return !before.isZero() && directionOf(before) === reducedDirection(intent) ? after : null;
}

/** What the order reduced. After a reversal the other direction may be owned by the time this is told. */
function reducedDirection({ side }: IntentRow): Direction {
  return side === 'sell' ? 'long' : 'short';
}

function isStillOwned(w: Writer, intent: IntentRow, side: PositionSide): boolean {
  const owners = ownersOf(w.book, intent.brokerId, intent.symbol, side);
  const isOfOthers = (stream: string) => side === 'net' && stream !== intent.stream;
  return owners.some((row) => isOfOthers(row.stream) || directionOf(decimal(row.owned)) === reducedDirection(intent));
}

/** A stop over all of its side has filled, whatever memory has of the position yet. */
function hasClosedAll(run: Run, intent: IntentRow, side: PositionSide): boolean {
  return intent.quantity === null && intent.state === 'filled' && !isStillHeld(run, intent, side);
}

/** A position that is known to be as new as the order's last fill is not flat: others hold the rest. */
function isStillHeld(run: Run, intent: IntentRow, side: PositionSide): boolean {
  const position = run.view(intent.brokerId).position(intent.symbol, side);
  if (position === null || position.quantity.isZero() || !isComplete(run, intent)) return false;
  const lastAt = fillTotals(run.book, intent.id).lastAt ?? 0;
  // a snapshot of the fill's own millisecond may be older than the fill
  const isNewer = positionSeenAt(run, intent) >= lastAt || snapshotSeenAt(run, intent) > lastAt;
  return isNewer && directionOf(position.quantity) === reducedDirection(intent);
}

function causeOf(intent: IntentRow): 'signal' | 'operator' | 'stop' | 'target' | 'panic' | 'drift' {
  if (intent.kind === 'target') return 'target';
  if (intent.kind === 'stop') return 'stop';
  const { cause } = goalOf(intent);
  return cause === 'protect' ? 'stop' : cause;
}
