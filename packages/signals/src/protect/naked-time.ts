import type { LedgerRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { protectionKey } from './policy.ts';

/** How long something that is to have a stop was without one, as far as its account was seen. */
export interface NakedTime {
  readonly ms: number;
  /** Ms of the clock, up to which it is counted; `null`: the account was not seen since. */
  readonly countedAt: number | null;
}

/** It lacks its stop from now on, or has for a while: for so many `ms`. */
export function beginNaked(run: Run, row: LedgerRow, ms = 0): void {
  const key = protectionKey(row);
  if (!run.notes.naked.has(key)) run.notes.naked.set(key, { ms, countedAt: run.now() });
}

/** Its account is seen now. @returns ms in all. */
export function countNaked(run: Run, row: LedgerRow): number {
  const counted = upToNow(run, run.notes.naked.get(protectionKey(row)) ?? { ms: 0, countedAt: null });
  run.notes.naked.set(protectionKey(row), { ms: counted, countedAt: run.now() });
  return counted;
}

/** Looks come more often: what is longer is a clock that was set ahead, or a program that stood still. */
const LOOKS_PER_LIMIT = 3;

function upToNow(run: Run, { ms, countedAt }: NakedTime): number {
  if (countedAt === null) return ms;
  const longest = run.timings.nakedLimitMs / LOOKS_PER_LIMIT;
  return ms + Math.min(Math.max(run.now() - countedAt, 0), longest);
}

/** The clock was set back since it was `lookedAt`: a tick at least has passed, for timers go on as they did. */
export function countNakedAnew(run: Run, lookedAt: number): void {
  for (const [key, known] of run.notes.naked) {
    const isCountedBefore = known.countedAt !== null && known.countedAt > run.now();
    const sinceThen = isCountedBefore ? Math.max(run.timings.tickMs - (known.countedAt - lookedAt), 0) : 0;
    run.notes.naked.set(key, { ms: upToNow(run, known) + sinceThen, countedAt: null });
  }
}

/** Its account is not seen: until it is again, nothing counts, and nothing is forgotten. */
export function pauseNaked(run: Run, row: LedgerRow): void {
  const known = run.notes.naked.get(protectionKey(row));
  if (known !== undefined) run.notes.naked.set(protectionKey(row), { ...known, countedAt: null });
}

/** The stream of an account has a gap: what happens until the account is read anew is not seen; it was until now. */
export function pauseNakedOf(run: Run, brokerId: string): void {
  for (const row of run.book.ledger.ofBroker(brokerId)) {
    const known = run.notes.naked.get(protectionKey(row));
    if (known !== undefined) run.notes.naked.set(protectionKey(row), { ms: upToNow(run, known), countedAt: null });
  }
}

export function forgetNaked(run: Run, row: LedgerRow): void {
  run.notes.naked.delete(protectionKey(row));
}
