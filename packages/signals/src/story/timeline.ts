import { type FillRow, INTENT_END_STATES, type IntentRow, type SignalRow } from '@perpdesk/journal/port';
import { type Attempt, parseAttempts } from '../evidence/attempts.ts';

/** Steps on the way of an order, in their order. */
export const MOMENTS = ['received', 'parsed', 'planned', 'marked', 'sent', 'acknowledged', 'filled', 'ended'] as const;

/** One moment on the way of an order. */
export interface Moment {
  readonly step: (typeof MOMENTS)[number];
  /** Of the order; `null` for what is not of one. */
  readonly attempt: number | null;
  /** Unix ms of the program's clock; `null`: not known, or not come to it. */
  readonly at: number | null;
  /** Since the moment before that is known, ms; `null` for the first, and where `at` is. */
  readonly ms: number | null;
}

/**
 * The way of one order: received, parsed, planned (its row was made), and for each attempt marked, sent, acknowledged; then
 * filled (its newest fill was written down), or ended without a fill.
 */
export function timelineOf(
  { receivedAt, parsedAt }: Pick<SignalRow, 'receivedAt' | 'parsedAt'>,
  intent: IntentRow,
  fills: readonly FillRow[],
): readonly Moment[] {
  const attempts = parseAttempts(intent.trace);
  return withSpans([
    { step: 'received', attempt: null, at: receivedAt },
    { step: 'parsed', attempt: null, at: parsedAt },
    { step: 'planned', attempt: null, at: intent.createdAt },
    ...attempts.flatMap(momentsOf),
    lastOf(intent, fills),
  ]);
}

type Bare = Omit<Moment, 'ms'>;

function momentsOf({ attempt, markedAt, sentAt, acknowledgedAt }: Attempt): readonly Bare[] {
  return [
    { step: 'marked', attempt, at: markedAt },
    { step: 'sent', attempt, at: sentAt },
    { step: 'acknowledged', attempt, at: acknowledgedAt },
  ];
}

function lastOf(intent: IntentRow, fills: readonly FillRow[]): Bare {
  const written = fills.flatMap(({ recordedAt }) => (recordedAt === null ? [] : [recordedAt]));
  const filledAt = written.length === 0 ? null : Math.max(...written);
  const hasEndedBare = filledAt === null && INTENT_END_STATES.includes(intent.state) && intent.state !== 'filled';
  return hasEndedBare
    ? { step: 'ended', attempt: null, at: intent.updatedAt }
    : { step: 'filled', attempt: null, at: filledAt };
}

function withSpans(moments: readonly Bare[]): readonly Moment[] {
  let before: number | null = null;
  return moments.map((moment) => {
    const ms = moment.at === null || before === null ? null : moment.at - before;
    before = moment.at ?? before;
    return { ...moment, ms };
  });
}
