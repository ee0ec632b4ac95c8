import { cancelStop } from '../execute/cancel-stop.ts';
import type { Run } from '../run.ts';
import { isLeaving, isProven } from './policy.ts';
import { settleStop } from './settle-stop.ts';

/** Compares the stops that should stand on an account with its open orders; one that is missing is looked up and settled. */
export function checkStops(run: Run, brokerId: string): void {
  const live = new Set<string>(run.view(brokerId).openOrders.map((order) => order.clientOrderId));
  for (const stop of run.book.intents.all()) {
    if (stop.kind !== 'stop' || stop.brokerId !== brokerId || !isProven(stop)) continue;
    if (isLeaving(stop)) cancelStop(run, stop.id);
    else if (stop.clientOrderId !== null && !live.has(stop.clientOrderId))
      run.spawn(() => settleStop(run, stop).then(() => {}));
  }
}
