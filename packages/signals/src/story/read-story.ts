import type { FillRow, IntentRow, Journal, OutboxRow, SignalRow } from '@perpdesk/journal/port';
import { readStoredSignal, type StoredSignal } from '../book/stored-signal.ts';
import { type Attempt, parseAttempts } from '../evidence/attempts.ts';
import type { LegPlan } from '../evidence/leg-plan.ts';
import { parseLegPlan } from '../evidence/parse-leg-plan.ts';
import { parseSignalPlan, type SignalPlan } from '../evidence/signal-plan.ts';
import { REFUSAL_CODES } from '../signal.ts';
import { type Moment, timelineOf } from './timeline.ts';

/** One order that was planned, or refused, on one account. */
export interface LegStory {
  readonly intent: Omit<IntentRow, 'plan' | 'trace'>;
  /** What its code means, one sentence; `null` without a code of ours. */
  readonly meaning: string | null;
  /** What was known when it was planned, and what came out; `null`: it is not recorded. */
  readonly plan: LegPlan | null;
  readonly attempts: readonly Attempt[];
  readonly fills: readonly FillRow[];
  readonly timeline: readonly Moment[];
}

/** All that the journal holds about one signal. */
export interface SignalStory {
  /** The body is without secrets. */
  readonly row: Omit<SignalRow, 'plan' | 'signal'>;
  /** What its code means, one sentence; `null` without a code. */
  readonly meaning: string | null;
  /** As it was read; `null`: it was refused before, or what is stored cannot be read. */
  readonly stored: StoredSignal | null;
  /** What was known when it was taken to its stream; `null`: it is not recorded. */
  readonly plan: SignalPlan | null;
  /** In order of planning. */
  readonly legs: readonly LegStory[];
  /** Told about it, in order. */
  readonly messages: readonly OutboxRow[];
}

/**
 * Reads all about one signal; `null`: there is none of this id.
 *
 * @throws {JournalError} as the journal.
 */
export async function readStory(
  journal: Pick<Journal, 'listSignals' | 'listIntents' | 'listFills' | 'listOutbox'>,
  id: string,
): Promise<SignalStory | null> {
  const [row] = await journal.listSignals({ ids: [id] });
  if (row === undefined) return null;
  const { plan, signal, ...rest } = row;
  const intents = await journal.listIntents({ signalIds: [id] });
  return {
    row: rest,
    meaning: meaningOf(row.code),
    stored: readStoredSignal(signal),
    plan: parseSignalPlan(plan),
    legs: await Promise.all(
      intents.map(async (intent) => toLeg(row, intent, await journal.listFills({ intentId: intent.id }))),
    ),
    messages: await journal.listOutbox({ thread: id }),
  };
}

function toLeg(row: SignalRow, intent: IntentRow, fills: readonly FillRow[]): LegStory {
  const { plan, trace, ...rest } = intent;
  return {
    intent: rest,
    meaning: meaningOf(intent.code),
    plan: parseLegPlan(plan),
    attempts: parseAttempts(trace),
    fills,
    timeline: timelineOf(row, intent, fills),
  };
}

function meaningOf(code: string | null): string | null {
  const known = Object.entries(REFUSAL_CODES).find(([name]) => name === code);
  return known?.[1] ?? null;
}
