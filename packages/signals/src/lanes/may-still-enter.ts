import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { comesBefore, isAsking } from '../book/intent-table.ts';
import type { End } from '../execute/end-intent.ts';
import type { Run } from '../run.ts';
import { isHalted } from '../ledger/known-drift.ts';
import { isPanicBlocked, isPaused } from './blocks.ts';
import { limitsOf } from './route-of.ts';

/** Why an entry that waits may not go any more; `null`: it may. */
export function mayStillEnter(run: Run, intent: IntentRow): End | null {
  if (goalOf(intent).leaving) {
    return { state: 'superseded', code: 'superseded', detail: 'Its strategy canceled it.' };
  }
  if (isOvertaken(run, intent)) {
    return { state: 'superseded', code: 'superseded', detail: 'A newer signal of its strategy reduces.' };
  }
  if (isPanicBlocked(run.book)) {
    return { state: 'expired', code: 'panic-block', detail: 'Entries are blocked after /panic.' };
  }
  if (isPaused(run.book)) return { state: 'expired', code: 'paused', detail: 'Entries are paused.' };
  if (isHalted(run, intent.brokerId, intent.symbol)) {
    return { state: 'expired', code: 'drift-halt', detail: 'Entries into the instrument are halted.' };
  }
  return isTooOld(run, intent)
    ? { state: 'expired', code: 'too-old', detail: 'The signal is older than the route allows.' }
    : null;
}

/** What goes on with an entry that was in time is in time. */
export function isTooOld(run: Run, intent: IntentRow): boolean {
  if (goalOf(intent).entry !== null) return false;
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  if (signal === undefined) return false;
  return run.now() - (signal.firedAt ?? signal.receivedAt) > limitsOf(run, signal.routeId, intent.brokerId).maxAgeMs;
}

/** A newer signal of its strategy reduces. */
export function isOvertaken(run: Run, intent: IntentRow): boolean {
  return run.book.intents
    .openOfLane(intent.brokerId, intent.symbol)
    .some((row) => row.kind === 'reduce' && row.stream === intent.stream && comesBefore(intent, row) && !isAsking(row));
}
