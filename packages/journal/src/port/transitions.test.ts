import { describe, expect, test } from 'vitest';
import { INTENT_END_STATES, INTENT_STATES, type IntentState } from './intent-row.ts';
import { INTENT_TRANSITIONS } from './transitions.ts';

describe('the transitions of an intent', () => {
  test('an end has no way out, everything else has', () => {
    const ends = INTENT_STATES.filter((state) => INTENT_TRANSITIONS[state].length === 0);
    expect(ends.toSorted()).toEqual(INTENT_END_STATES.toSorted());
  });

  test('never go back to planned, and to sending only before an answer', () => {
    const into = (to: IntentState) => INTENT_STATES.filter((from) => INTENT_TRANSITIONS[from].includes(to));
    expect(into('planned')).toEqual([]);
    expect(into('sending')).toEqual(['planned', 'sending', 'unknown']);
    expect(into('unknown')).toEqual(['sending']);
  });
});
