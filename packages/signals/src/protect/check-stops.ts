import { toClientOrderId } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { endIntent } from '../execute/end-intent.ts';
import { cancelStop } from '../execute/cancel-stop.ts';
import { inTime } from '../execute/in-time.ts';
import { settleOrder } from '../execute/settle-order.ts';
import type { Run } from '../run.ts';
import { isLeaving, isProven } from './policy.ts';

/** Compares the stops that should stand on an account with its open orders; one that is missing is looked up and settled. */
export function checkStops(run: Run, brokerId: string): void {
  const live = new Set<string>(run.view(brokerId).openOrders.map((order) => order.clientOrderId));
  for (const stop of run.book.intents.all()) {
    if (stop.kind !== 'stop' || stop.brokerId !== brokerId || !isProven(stop)) continue;
    if (isLeaving(stop)) cancelStop(run, stop.id);
    else if (stop.clientOrderId !== null && !live.has(stop.clientOrderId)) run.spawn(() => lookUp(run, stop));
  }
}

async function lookUp(run: Run, stop: IntentRow): Promise<void> {
  const clientOrderId = toClientOrderId(stop.clientOrderId ?? '');
  const broker = run.broker(stop.brokerId);
  const found = broker.findOrder({ symbol: stop.symbol, clientOrderId }, { abortSignal: run.abortSignal });
  const look = await inTime(run.clock, run.timings.readMs, 'findOrder', found).catch(() => null);
  if (look === null) return;
  await run.write((w) => {
    const current = w.book.intents.get(stop.id);
    if (current === undefined || !isProven(current)) return;
    if (look.order !== null) settleOrder(run, w, current, look.order);
    else endIntent(run, w, current, { state: 'expired', code: 'gone', detail: 'The exchange does not know it.' });
  });
}
