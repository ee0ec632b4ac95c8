import { decimal, type Fill, type Order } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { endIntent } from '../execute/end-intent.ts';
import { inTime } from '../execute/in-time.ts';
import { lookUp } from '../execute/look-up.ts';
import { noteOrderIds } from '../execute/note-order-ids.ts';
import { settleOrder } from '../execute/settle-order.ts';
import { recordFill } from '../recover/record-fill.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { isProven } from './policy.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Looks a stop up and settles what became of it, its fills first, so that it is told with its fees and its profit.
 *
 * That the exchange does not know it is no news of one that was on its way when it was asked, or has only just arrived.
 *
 * @returns `moved` if it had gone on, `same` if not, `failed` if the exchange could not be asked.
 */
export async function settleStop(run: Run, stop: IntentRow): Promise<'moved' | 'same' | 'failed'> {
  const { brokerId } = stop;
  if (stop.clientOrderId === null) return 'same';
  const look = await lookUp(run, stop);
  if (look === 'failed' || look === 'impossible') return 'failed';
  const { order, serverAt } = look;
  const fills =
    order === null || order.filledQuantity.lte(decimal(stop.filledQuantity)) ? [] : await fillsOf(run, stop, order);
  await run.write((w) => {
    if (order !== null) noteOrderIds(w.book, stop, order);
    for (const fill of fills) recordFill(run, w, brokerId, fill);
    const current = w.book.intents.get(stop.id);
    if (current === undefined) return;
    if (order !== null) settleOrder(run, w, current, order);
    else if (isProven(stop) && isProven(current) && serverAt > (stop.untilAt ?? 0)) {
      endIntent(run, w, current, { state: 'expired', code: 'gone', detail: sentence('exchange-does-not-know') });
    }
  }, intentWork(stop));
  return run.book.intents.get(stop.id)?.version === stop.version ? 'same' : 'moved';
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
