import type { IntentRow } from '@perpdesk/journal/port';
import type { OpenSignal } from '../book/book.ts';
import { goalOf } from '../book/goal.ts';
import { planEntry } from '../lanes/plan-intent.ts';
import { checkEntryGates } from '../plan/entry-gates.ts';
import type { PlanContext } from '../plan/plan-types.ts';
import type { Run } from '../run.ts';
import type { Refusal } from '../signal.ts';
import { closedBefore, wishInput } from '../wishes/wish-input.ts';

/**
 * Why a further order of an entry may not go by the limits as they are now; `null`: it may. Its size counts as used since
 * the entry was planned, and what was in time is in time.
 */
export function checkPart(run: Run, intent: IntentRow, open: OpenSignal): Refusal | null {
  const context: PlanContext =
    goalOf(intent).work === 'wish' ? wishInput(run, intent, closedBefore(run, intent)) : planEntry(run, intent, open);
  const { route } = context;
  const limits = { ...route.limits, maxAgeMs: Number.POSITIVE_INFINITY };
  return checkEntryGates({ ...context, route: { ...route, limits } }, intent.side === 'buy' ? 'long' : 'short');
}
