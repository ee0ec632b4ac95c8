import { BrokerError, isOpenOrder, type OrderRef, toClientOrderId, toVenueOrderId } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { OrderOf } from '../book/stored-order.ts';
import { formatGoal, goalOf } from '../book/goal.ts';
import { isEnded, isProtective } from '../book/intent-table.ts';
import { lastOfEntry } from '../entries/last-of-entry.ts';
import { endRefused } from '../lanes/end-refused.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import { signalWork } from '../faults/work-failed.ts';
import { actorOf } from '../relay/actor-of.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { cancelEntry } from './cancel-entry.ts';
import { inTime } from './in-time.ts';
import { sentence } from '../sentences/sentence.ts';

interface Named {
  readonly order: OrderOf<'cancel'>['orders'][number];
  /** The desk's, as it stood when the command came; `undefined`: nobody's. */
  readonly own: IntentRow | undefined;
  /** How it had ended by then. */
  readonly earlier: IntentRow['state'] | null;
}
/** `was-…`: it had ended so before, by itself or by somebody else. */
type Result = 'canceled' | 'was-filled' | 'was-canceled' | 'was-ended' | { readonly detail: string };

const TRIES = 3;

/**
 * Takes back the orders that a person named. An entry of the desk's is not sent again, nor what would follow it; one of
 * nobody's is canceled at the exchange. Repeating it moves no money, so after a crash it is done again.
 */
export async function cancelByHand(run: Run, signal: Signal, { brokerId, orders }: OrderOf<'cancel'>): Promise<void> {
  const by = actorOf(signal.source);
  const named = orders.map((order) => {
    const row = run.book.intents.byClientOrderId(order.clientOrderId);
    // since it was named, it may have gone on as another order
    const own = row && lastOfEntry(run.book, row);
    return { order, own, earlier: endedBefore(own, signal) };
  });
  await run.write((w) => {
    for (const { own } of named) {
      const row = own && run.book.intents.get(own.id);
      if (row === undefined || row.kind !== 'increase' || isEnded(row)) continue;
      if (row.state === 'planned')
        endRefused(run, w, row, { code: 'superseded', detail: sentence('canceled-by', { by }) });
      else {
        w.updateIntent(row.id, { goal: formatGoal({ ...goalOf(row), leaving: true, canceledBy: by }) });
        w.after(() => cancelEntry(run, row.id));
      }
    }
  }, signalWork(signal.id));
  const results = await Promise.all(named.map((it) => cancelOne(run, brokerId, it)));
  const count = (wanted: Result) => results.filter((result) => result === wanted).length;
  const before = { filled: count('was-filled'), canceled: count('was-canceled') };
  const left = orders.flatMap(({ symbol, clientOrderId }, index) => {
    const result = results[index];
    return typeof result === 'object' ? [{ symbol, clientOrderId, detail: result.detail }] : [];
  });
  await run.write((w) => {
    if (w.book.signals.get(signal.id)?.state !== 'accepted') return;
    tellSignal(run, w, signal.id, `canceled:${signal.id}`, {
      type: 'orders.canceled',
      account: accountTag(run, brokerId),
      actor: by,
      canceled: count('canceled'),
      gone: before.filled + before.canceled + count('was-ended'),
      before,
      left,
    });
    w.updateSignal(signal.id, ['accepted'], { state: 'done' });
  }, signalWork(signal.id));
}

/** How the order had ended by the time that the command came; `null`: it stood, or nobody here knows. */
function endedBefore(row: IntentRow | undefined, { receivedAt }: Signal): IntentRow['state'] | null {
  if (row === undefined || !isEnded(row)) return null;
  // taken up again after a crash, it finds what it ended itself
  return row.state !== 'filled' && row.updatedAt >= receivedAt ? null : row.state;
}

/** The desk's own stops and targets are wanted: canceled here, they would come again. */
async function cancelOne(run: Run, brokerId: string, { order, own, earlier }: Named): Promise<Result> {
  if (own !== undefined && isProtective(own) && !isEnded(own)) {
    return { detail: sentence('is-protection') };
  }
  // it was to follow, and was never sent
  if (own?.clientOrderId === null) return earlier === null ? 'canceled' : resultOf(earlier);
  const { symbol } = order;
  const reference =
    own === undefined
      ? { symbol, venueOrderId: toVenueOrderId(order.venueOrderId) }
      : { symbol, clientOrderId: toClientOrderId(own.clientOrderId) };
  let detail = sentence('exchange-silent');
  for (let tries = 0; tries < TRIES && !run.isStopping; tries += 1) {
    if (tries > 0) await run.sleep(run.timings.lookGapMs);
    try {
      await inTime(run.clock, run.timings.readMs, 'cancelOrder', run.broker(brokerId).cancelOrder(reference));
      return 'canceled';
    } catch (error) {
      if (!BrokerError.is(error)) throw error;
      detail = error.message;
      if (error.code === 'order-not-found' || error.code === 'order-not-open') {
        const ended = earlier ?? (await endedMeanwhile(run, brokerId, { reference, own }));
        if (ended === null) continue;
        // the desk's own cancel came first
        return own !== undefined && earlier === null && ended !== 'filled' ? 'canceled' : resultOf(ended);
      }
      if (error.outcome === 'rejected') break;
    }
  }
  return { detail };
}

function resultOf(ended: string | null): Result {
  return ended === 'filled' ? 'was-filled' : ended === 'canceled' ? 'was-canceled' : 'was-ended';
}

/** How it ended; `null`: it stands, or nobody tells. */
async function endedMeanwhile(
  run: Run,
  brokerId: string,
  { reference, own }: { readonly reference: OrderRef; readonly own: IntentRow | undefined },
): Promise<string | null> {
  const row = own && run.book.intents.get(own.id);
  if (row !== undefined && isEnded(row)) return row.state;
  try {
    const order = await inTime(run.clock, run.timings.readMs, 'getOrder', run.broker(brokerId).getOrder(reference));
    return isOpenOrder(order) ? null : order.status;
  } catch (error) {
    if (!BrokerError.is(error)) throw error;
    const mayStillCome = row?.state === 'sending' || row?.state === 'unknown';
    return error.code === 'order-not-found' && !mayStillCome ? 'gone' : null;
  }
}
