import type { IntentPatch } from '../port/change.ts';
import type { IntentState } from '../port/intent-row.ts';
import { INTENT_TRANSITIONS } from '../port/transitions.ts';
import { statesBefore } from './states-before.ts';

export interface IntentBefore {
  readonly states: readonly IntentState[];
  /** `undefined`: whichever. */
  readonly attempt: number | undefined;
}

/** What `nextIntent` demands of the row besides its version; `null`: no row could be so. */
export function intentBefore({ state, attempt }: IntentPatch): IntentBefore | null {
  const isMark = state === 'sending';
  if (isMark && attempt === undefined) return null;
  return {
    states: statesBefore(INTENT_TRANSITIONS, state),
    attempt: attempt === undefined ? undefined : attempt - (isMark ? 1 : 0),
  };
}
