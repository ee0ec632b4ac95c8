import { decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { formatGoal, goalOf } from '../book/goal.ts';
import { isEnded } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { cancelStop } from '../execute/cancel-stop.ts';
import { resolveOrder } from '../execute/resolve-order.ts';
import { tellFilled } from '../lanes/tell-filled.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { ensureStop } from './ensure-stop.ts';
import { failProtection } from './fail-protection.ts';
import { isLeaving, isProven, protectionKey, stopPolicyOf, stopsFor } from './policy.ts';

/** What follows from a stop's change: told when it stands, placed anew when it is gone, closed and alarmed when refused. */
export function onStopChanged(run: Run, w: Writer, before: IntentRow, after: IntentRow): void {
  if (!isProven(before) && isProven(after)) onProven(run, w, after);
  if (after.state === 'partially-filled') w.after(() => resolveOrder(run, after.id, run.timings.pollMs));
  if (isEnded(before) || !isEnded(after)) return;
  if (!decimal(after.filledQuantity).isZero()) tellFilled(run, w, after);
  const row = ledgerRow(w.book, after.brokerId, after.stream);
  if (row === null || decimal(row.owned).isZero() || stopsFor(run, row).length > 0) return;
  if (after.state === 'rejected') failProtection(run, w, row, after.signalId, after.detail ?? 'The stop was refused.');
  else ensureStop(run, w, { ...after, averagePrice: null });
}

function onProven(run: Run, w: Writer, stop: IntentRow): void {
  const row = ledgerRow(w.book, stop.brokerId, stop.stream);
  if (row === null || decimal(row.owned).isZero() || isLeaving(stop)) return leave(run, w, stop);
  run.notes.nakedSince.delete(protectionKey(row));
  tellSignal(run, w, stop.signalId, `stop:${stop.id}`, {
    type: 'stop.placed',
    account: accountTag(run, stop.brokerId),
    symbol: stop.symbol,
    positionSide: stop.positionSide,
    triggerPrice: stop.triggerPrice ?? '0',
    triggerBy: stopPolicyOf(run, stop.stream)?.triggerBy ?? 'mark',
    distancePercent: formatDecimal(stopPolicyOf(run, stop.stream)?.percent ?? decimal('0')),
  });
  const surplus = stopsFor(run, row).filter((other) => other.id !== stop.id && isProven(other) && !isLeaving(other));
  for (const other of surplus) leave(run, w, other);
}

/** Cancels a stop that protects nothing any more; the intention survives a crash. */
export function leave(run: Run, w: Writer, stop: IntentRow): void {
  if (!isLeaving(stop)) w.updateIntent(stop.id, { goal: formatGoal({ ...goalOf(stop), leaving: true }) });
  if (isProven(stop)) w.after(() => cancelStop(run, stop.id));
}
