import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { comesBefore, isAsking } from '../book/intent-table.ts';
import { isOut } from '../entries/is-out.ts';
import { canceledWhy, reducedWhy } from '../entries/taken-back-why.ts';
import type { End } from '../execute/end-intent.ts';
import type { Limits } from '../route.ts';
import type { Run } from '../run.ts';
import type { RefusalCode } from '../signal.ts';
import { isHalted } from '../ledger/known-drift.ts';
import { isPanicBlocked, isPaused } from './blocks.ts';
import { limitsOf } from './route-of.ts';
import { sentence } from '../sentences/sentence.ts';

export type EntryEnd = End & { readonly code: RefusalCode };

/** Why an entry that waits may not go any more; `null`: it may. */
export function mayStillEnter(run: Run, intent: IntentRow): EntryEnd | null {
  if (goalOf(intent).leaving) {
    return { state: 'superseded', code: 'superseded', detail: canceledWhy(intent) };
  }
  const exit = overtaking(run, intent);
  if (exit !== undefined) {
    return { state: 'superseded', code: 'superseded', detail: reducedWhy(run, exit, 'newer-signal-reduces') };
  }
  if (isOut(run, intent)) {
    return {
      state: 'canceled',
      code: 'sitting-out',
      detail: sentence('position-ended'),
    };
  }
  if (goalOf(intent).isPanicked === true) {
    return { state: 'expired', code: 'panic-block', detail: sentence('panic-since-sent') };
  }
  if (isPanicBlocked(run.book)) {
    return { state: 'expired', code: 'panic-block', detail: sentence('entries-blocked') };
  }
  if (isPaused(run.book)) return { state: 'expired', code: 'paused', detail: sentence('entries-paused') };
  if (isHalted(run, intent.brokerId, intent.symbol)) {
    return { state: 'expired', code: 'drift-halt', detail: sentence('entries-halted') };
  }
  return isTooOld(run, intent) ? { state: 'expired', code: 'too-old', detail: sentence('older-than-allowed') } : null;
}

/** What goes on with an entry that was in time is in time, unless nobody was there when its orders' time was over. */
export function isTooOld(run: Run, intent: IntentRow, limits: LimitsOfRoute = limitsFor(run, intent)): boolean {
  const { entry } = goalOf(intent);
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  if (signal === undefined) return false;
  const since = entry === null ? (signal.firedAt ?? signal.receivedAt) : entry.expiresAt;
  return run.now() - since > limits(signal.routeId).maxAgeMs;
}

/** Of one account. */
export type LimitsOfRoute = (routeId: string) => Limits;

function limitsFor(run: Run, { brokerId }: IntentRow): LimitsOfRoute {
  return (routeId) => limitsOf(run, routeId, brokerId);
}

/** For a look at many intents at once. */
export function knownLimits(run: Run, brokerId: string): LimitsOfRoute {
  const known = new Map<string, Limits>();
  return (routeId) => {
    const limits = known.get(routeId) ?? limitsOf(run, routeId, brokerId);
    known.set(routeId, limits);
    return limits;
  };
}

/** A newer signal of its strategy reduces, or a person what is theirs. */
export function isOvertaken(run: Run, intent: IntentRow): boolean {
  return overtaking(run, intent) !== undefined;
}

/** What reduces, so that an entry planned before it does not go on; `undefined`: nothing. */
export function overtaking(run: Run, intent: IntentRow): IntentRow | undefined {
  return run.book.intents
    .openOfLane(intent.brokerId, intent.symbol)
    .find((row) => row.kind === 'reduce' && row.stream === intent.stream && comesBefore(intent, row) && !isAsking(row));
}
