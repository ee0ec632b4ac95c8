import { BrokerError, toClientOrderId, toVenueOrderId } from '@perpdesk/broker-core';
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
type Result = 'canceled' | 'gone' | { readonly detail: string };

const TRIES = 3;

/**
 * Takes back the orders that a person named. An entry of the desk's is not sent again, nor what would follow it; one of
 * nobody's is canceled at the exchange. Repeating it moves no money, so after a crash it is done again.
 */
export async function cancelByHand(run: Run, signal: Signal, { brokerId, orders }: OrderOf<'cancel'>): Promise<void> {
  const by = actorOf(signal.source);
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
  const results = await Promise.all(orders.map((order) => cancelOne(run, brokerId, order)));
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
      canceled: results.filter((result) => result === 'canceled').length,
      gone: results.filter((result) => result === 'gone').length,
      left,
    });
    w.updateSignal(signal.id, ['accepted'], { state: 'done' });
  }, signalWork(signal.id));
}

/** The desk's own stops and targets are wanted: canceled here, they would come again. */
async function cancelOne(run: Run, brokerId: string, { symbol, clientOrderId, venueOrderId }: Named): Promise<Result> {
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
      // the desk's own cancel came first, or it filled
      if (error.code === 'order-not-found' || error.code === 'order-not-open')
        return isFilled(run, own?.id) ? 'gone' : 'canceled';
      detail = error.message;
      if (error.outcome === 'rejected') break;
    }
  }
  return { detail };
}

function isFilled(run: Run, intentId: string | undefined): boolean {
  if (intentId === undefined) return true;
  const row = run.book.intents.get(intentId);
  return row === undefined || row.state === 'filled';
}
