import { BrokerError, type OrderRef, toClientOrderId, toVenueOrderId } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { OrderOf } from '../book/stored-order.ts';
import { formatGoal, goalOf } from '../book/goal.ts';
import { isEnded, isProtective } from '../book/intent-table.ts';
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

type Named = OrderOf<'cancel'>['orders'][number];
/** `was-…`: it had ended so before, by itself or by somebody else. */
type Result = 'canceled' | 'was-filled' | 'was-canceled' | 'was-ended' | { readonly detail: string };

const TRIES = 3;

/**
 * Takes back the orders that a person named. An entry of the desk's is not sent again, nor what would follow it; one of
 * nobody's is canceled at the exchange. Repeating it moves no money, so after a crash it is done again.
 */
export async function cancelByHand(run: Run, signal: Signal, { brokerId, orders }: OrderOf<'cancel'>): Promise<void> {
  const by = actorOf(signal.source);
  const earlier = new Map(orders.map(({ clientOrderId }) => [clientOrderId, endedBefore(run, clientOrderId, signal)]));
  await run.write((w) => {
    for (const { clientOrderId } of orders) {
      const row = run.book.intents.byClientOrderId(clientOrderId);
      if (row === undefined || row.kind !== 'increase' || isEnded(row)) continue;
      if (row.state === 'planned')
        endRefused(run, w, row, { code: 'superseded', detail: sentence('canceled-by', { by }) });
      else {
        w.updateIntent(row.id, { goal: formatGoal({ ...goalOf(row), leaving: true, canceledBy: by }) });
        w.after(() => cancelEntry(run, row.id));
      }
    }
  }, signalWork(signal.id));
  const results = await Promise.all(
    orders.map((order) => cancelOne(run, brokerId, order, earlier.get(order.clientOrderId) ?? null)),
  );
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
function endedBefore(run: Run, clientOrderId: string, { receivedAt }: Signal): IntentRow['state'] | null {
  const row = run.book.intents.byClientOrderId(clientOrderId);
  if (row === undefined || !isEnded(row)) return null;
  // taken up again after a crash, it finds what it ended itself
  return row.state !== 'filled' && row.updatedAt >= receivedAt ? null : row.state;
}

/** The desk's own stops and targets are wanted: canceled here, they would come again. */
async function cancelOne(
  run: Run,
  brokerId: string,
  { symbol, clientOrderId, venueOrderId }: Named,
  earlier: IntentRow['state'] | null,
): Promise<Result> {
  const own = run.book.intents.byClientOrderId(clientOrderId);
  if (own !== undefined && isProtective(own) && !isEnded(own)) {
    return { detail: sentence('is-protection') };
  }
  const reference =
    own === undefined
      ? { symbol, venueOrderId: toVenueOrderId(venueOrderId) }
      : { symbol, clientOrderId: toClientOrderId(clientOrderId) };
  let detail = sentence('exchange-silent');
  for (let tries = 0; tries < TRIES && !run.isStopping; tries += 1) {
    if (tries > 0) await run.sleep(run.timings.lookGapMs);
    try {
      await inTime(run.clock, run.timings.readMs, 'cancelOrder', run.broker(brokerId).cancelOrder(reference));
      return 'canceled';
    } catch (error) {
      if (!BrokerError.is(error)) throw error;
      if (error.code === 'order-not-found' || error.code === 'order-not-open') {
        const ended = earlier ?? (await endedAtExchange(run, brokerId, reference));
        // the desk's own cancel came first
        return own !== undefined && earlier === null && ended !== 'filled' ? 'canceled' : resultOf(ended);
      }
      detail = error.message;
      if (error.outcome === 'rejected') break;
    }
  }
  return { detail };
}

function resultOf(ended: string | null): Result {
  return ended === 'filled' ? 'was-filled' : ended === 'canceled' ? 'was-canceled' : 'was-ended';
}

/** `null`: the exchange does not tell. */
async function endedAtExchange(run: Run, brokerId: string, reference: OrderRef): Promise<string | null> {
  try {
    const order = await inTime(run.clock, run.timings.readMs, 'getOrder', run.broker(brokerId).getOrder(reference));
    return order.status;
  } catch (error) {
    if (!BrokerError.is(error)) throw error;
    return null;
  }
}
