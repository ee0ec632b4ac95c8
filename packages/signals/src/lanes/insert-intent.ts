import type { IntentRow } from '@perpdesk/journal/port';
import { withAsk } from '../asks/ask-of.ts';
import { formatGoal, type Goal } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import type { Run } from '../run.ts';

export type NewIntent = Pick<
  IntentRow,
  'signalId' | 'brokerId' | 'symbol' | 'positionSide' | 'stream' | 'kind' | 'side'
> & {
  readonly goal: Goal;
  /** Default: market. */
  readonly orderType?: string;
  /** Default: decided by the mark. */
  readonly quantity?: string | null;
  readonly triggerPrice?: string | null;
};

/** Adds a planned intent as the next leg of its signal on its account. */
export function insertIntent(run: Run, w: Writer, given: NewIntent): IntentRow {
  const intent = draftIntent(run, w, { ...given, goal: withAsk(run, given, given.goal) });
  w.add({ type: 'intent-insert', intent });
  return intent;
}

/** The next leg of its signal on its account, planned and not stored. */
export function draftIntent(run: Run, w: Writer, { goal, ...fields }: NewIntent): IntentRow {
  const legs = w.book.intents
    .ofSignal(fields.signalId)
    .filter((row) => row.brokerId === fields.brokerId)
    .map((row) => row.leg);
  const now = run.now();
  return {
    orderType: 'market',
    quantity: null,
    triggerPrice: null,
    ...fields,
    id: run.newId(),
    leg: Math.max(0, ...legs) + 1,
    goal: formatGoal(goal),
    plan: null,
    trace: null,
    after: null,
    state: 'planned',
    attempt: 0,
    clientOrderId: null,
    venueOrderId: null,
    fromAt: null,
    untilAt: null,
    filledQuantity: '0',
    averagePrice: null,
    code: null,
    detail: null,
    version: 0,
    createdAt: now,
    updatedAt: now,
  };
}
