import type { IntentPatch, IntentRow, IntentState } from '@perpdesk/journal/port';
import * as z from 'zod';
import { readAs } from '../book/read-as.ts';
import type { Sending } from './evidence.ts';

const moment = z.number().nullable();
const attemptSchema = z.object({
  attempt: z.number(),
  clientOrderId: z.string().nullable(),
  /** When the mark was put together; it is durable when the order is sent. */
  markedAt: z.number(),
  /** When the order was handed to the broker; `null`: the program ended before that was written. */
  sentAt: moment,
  /** When the exchange first said how the order stands: its answer, or news of the order; `null`: it did not. */
  acknowledgedAt: moment,
  /** The state that it said, or the code of what came in place of an answer. */
  answer: z.string().nullable(),
});

const attemptsSchema = z.array(attemptSchema);

/**
 * One attempt of an intent; times are of the program's clock, Unix ms.
 *
 * @useDeclaredType
 */
export type Attempt = z.output<typeof attemptSchema>;

/** An exit that is refused for days is tried for days: its first and its newest attempts are kept. */
const MAX_ATTEMPTS = 16;
const DOUBTS: readonly IntentState[] = ['sending', 'unknown', 'needs-operator'];

/** Oldest first; none where they were not recorded, or by a version that this one cannot read. */
export function parseAttempts(trace: string | null): readonly Attempt[] {
  return trace === null ? [] : (readAs(attemptsSchema, trace) ?? []);
}

/** The attempts' times after an update of the row; `null`: nothing new. */
export function traceAfter(row: IntentRow, patch: IntentPatch, now: number, sending?: Sending): string | null {
  const isMark = patch.state === 'sending';
  if (!isMark && (row.attempt === 0 || (!isInDoubt(row.state) && sending === undefined))) return null;
  const known = parseAttempts(row.trace);
  const last = known.at(-1);
  const before = last === undefined ? [] : [...known.slice(0, -1), settled(last, row, patch, now, sending)];
  if (!isMark) return JSON.stringify(before);
  const marked: Attempt = {
    attempt: patch.attempt ?? row.attempt + 1,
    clientOrderId: patch.clientOrderId ?? null,
    markedAt: now,
    sentAt: null,
    acknowledgedAt: null,
    answer: null,
  };
  const all = [...before, marked];
  return JSON.stringify(all.length <= MAX_ATTEMPTS ? all : [...all.slice(0, 1), ...all.slice(1 - MAX_ATTEMPTS)]);
}

function settled(last: Attempt, row: IntentRow, patch: IntentPatch, now: number, sending?: Sending): Attempt {
  const note = sending?.attempt === last.attempt ? sending : undefined;
  const sentAt = last.sentAt ?? note?.sentAt ?? null;
  if (last.acknowledgedAt !== null || !isInDoubt(row.state)) return { ...last, sentAt };
  const state = patch.state ?? row.state;
  // the exchange ends an order without a code of ours
  const isOurEnd = patch.code !== undefined && patch.code !== null;
  if (!isInDoubt(state) && !isOurEnd) {
    return { ...last, sentAt, acknowledgedAt: note?.acknowledgedAt ?? now, answer: state };
  }
  const isAbsent = row.state === 'unknown' && state !== 'needs-operator';
  const known = note?.answer ?? (state === 'sending' ? last.answer : state);
  return { ...last, sentAt, acknowledgedAt: note?.acknowledgedAt ?? null, answer: isAbsent ? 'absent' : known };
}

/** Handed to the exchange, which has not said how it stands. */
export function isInDoubt(state: IntentState): boolean {
  return DOUBTS.includes(state);
}
