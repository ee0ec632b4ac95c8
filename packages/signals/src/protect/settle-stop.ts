import { decimal, type Fill, type Order } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { absenceMarginOf } from '../engine-options.ts';
import { endIntent } from '../execute/end-intent.ts';
import { inTime } from '../execute/in-time.ts';
import { lookUp } from '../execute/look-up.ts';
import { noteOrderIds } from '../execute/note-order-ids.ts';
import { settleOrder } from '../execute/settle-order.ts';
import { settleTaken } from '../execute/settle-resting.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { recordFill } from '../recover/record-fill.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { beginNaked } from './naked-time.ts';
import { isProven, isStop } from './policy.ts';
import { sentence } from '../sentences/sentence.ts';

/** `missed`: one look did not find it, which alone says nothing; `failed`: the exchange could not be asked. */
export type SettledStop = 'moved' | 'same' | 'missed' | 'failed';

/**
 * Looks a stop up and settles what became of it, its fills first, so that it is told with its fees and its profit.
 *
 * That the exchange does not know it is no news of one that was on its way when it was asked, or has only just arrived: a copy
 * that is asked may lag. One that stood is gone where two looks, past its validity and a margin, miss it.
 *
 * @returns `moved` if it had gone on, `same` if not.
 */
export async function settleStop(run: Run, stop: IntentRow): Promise<SettledStop> {
  const { brokerId } = stop;
  if (stop.clientOrderId === null) return 'same';
  const look = await lookUp(run, stop);
  if (look === 'failed' || look === 'impossible') return 'failed';
  const { order, serverAt } = look;
  if (order !== null) run.notes.missedAt.delete(stop.id);
  else if (isProven(stop) && !isGone(run, stop, serverAt)) return 'missed';
  const fills =
    order === null || order.filledQuantity.lte(decimal(stop.filledQuantity)) ? [] : await fillsOf(run, stop, order);
  if (order !== null) await settleTaken(run, stop, order);
  await run.write((w) => {
    if (order !== null) noteOrderIds(w.book, stop, order);
    for (const fill of fills) recordFill(run, w, brokerId, fill);
    const current = w.book.intents.get(stop.id);
    if (current === undefined) return;
    if (order !== null) settleOrder(run, w, current, order);
    else if (isProven(stop) && isProven(current)) end(run, w, current);
  }, intentWork(stop));
  return run.book.intents.get(stop.id)?.version === stop.version ? 'same' : 'moved';
}

/** The same of one that is not among the open orders, look after look until that is no miss any more. */
export async function settleMissing(run: Run, stop: IntentRow): Promise<void> {
  let current: IntentRow | undefined = stop;
  while (current !== undefined && isProven(current) && !run.isStopping) {
    if ((await settleStop(run, current)) !== 'missed') return;
    await run.sleep(run.timings.lookGapMs);
    current = run.book.intents.get(stop.id);
  }
}

/** Misses further apart have nothing to do with one another. */
const LOOKS = 5;

/** A look missed it: whether one before did, too, so long ago that this is no lag. */
function isGone(run: Run, { id, brokerId, untilAt }: IntentRow, serverAt: number): boolean {
  const { lookGapMs, nakedLimitMs, watchdogMs } = run.timings;
  // of one that has really gone, the next has to stand within the limit
  const marginMs = Math.min(absenceMarginOf(run.timings, brokerId), nakedLimitMs / 2);
  const known = run.notes.missedAt.get(id) ?? run.now();
  // a clock that is set back begins the gap between two looks anew; of one that was missed long ago nobody knows since when
  const isRecent = Math.abs(run.now() - known) < Math.max(watchdogMs, lookGapMs * LOOKS);
  const missedAt = isRecent ? Math.min(known, run.now()) : run.now();
  run.notes.missedAt.set(id, missedAt);
  return serverAt > (untilAt ?? 0) + marginMs && run.now() - missedAt >= lookGapMs;
}

/** What it was to protect lacks it since the first look that missed it. */
function end(run: Run, w: Writer, stop: IntentRow): void {
  const row = ledgerRow(w.book, stop.brokerId, stop.stream);
  if (row !== null && row.owned !== '0' && isStop(stop)) {
    beginNaked(run, row, run.now() - (run.notes.missedAt.get(stop.id) ?? run.now()));
  }
  run.notes.missedAt.delete(stop.id);
  endIntent(run, w, stop, { state: 'expired', code: 'gone', detail: sentence('exchange-does-not-know') });
}

/** It may have stood for longer than the list of fills reaches back, and executes soon once it does. */
const EXECUTES_MS = 86_400_000;

/** Without them it is settled all the same, only told with less. */
async function fillsOf(run: Run, stop: IntentRow, order: Order): Promise<readonly Fill[]> {
  const fromAt = Math.max(order.createdAt, order.updatedAt - EXECUTES_MS);
  const query = { symbol: stop.symbol, fromAt, abortSignal: run.abortSignal };
  const answer = run.broker(stop.brokerId).getFills(query);
  const fills = await inTime(run.clock, run.timings.readMs, 'getFills', answer).catch(() => []);
  return fills.filter((fill) => isFillOf(fill, order));
}

/** An exchange's list of trades may know only its own ids. */
function isFillOf({ clientOrderId, venueOrderId }: Fill, order: Order): boolean {
  if (clientOrderId !== null) return clientOrderId === order.clientOrderId;
  return venueOrderId === order.venueOrderId || venueOrderId === order.executionOrderId;
}
