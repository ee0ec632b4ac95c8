import { Decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { limitsOf, overridesOf } from '../lanes/route-of.ts';
import type { Run } from '../run.ts';

/** What the alert asks for within the limits; `null`: nothing, or it is so already. */
export function wantedLeverage(run: Run, { signalId, brokerId, symbol }: IntentRow): number | null {
  const signal = run.book.signals.get(signalId)?.stored.signal;
  if (signal === undefined || signal.leverage === null) return null;
  if (!overridesOf(run, signal.routeId).includes('leverage')) return null;
  const view = run.view(brokerId);
  const asked = parseInt(signal.leverage.toFixed(0, Decimal.ROUND_DOWN), 10);
  const most = Math.min(
    limitsOf(run, signal.routeId, brokerId).maxLeverage ?? Infinity,
    view.instrument(symbol)?.maxLeverage ?? Infinity,
  );
  const wanted = Math.max(1, Math.min(asked, most));
  return wanted === view.leverage(symbol) ? null : wanted;
}

/** What an entry would be made with: the alert's, where it counts and the account does not hold the instrument; else the account's. */
export function leverageOfEntry(run: Run, entry: IntentRow): number | null {
  const view = run.view(entry.brokerId);
  const isHeld = view.positions.some(({ symbol, quantity }) => symbol === entry.symbol && !quantity.isZero());
  return (isHeld ? null : wantedLeverage(run, entry)) ?? view.leverage(entry.symbol);
}
