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
  const now = run.now();
  const { ms, countedAt } = run.notes.naked.get(protectionKey(row)) ?? { ms: 0, countedAt: null };
  const counted = ms + (countedAt === null ? 0 : Math.max(now - countedAt, 0));
  run.notes.naked.set(protectionKey(row), { ms: counted, countedAt: now });
  return counted;
}

/** Its account is not seen: until it is again, nothing counts, and nothing is forgotten. */
export function pauseNaked(run: Run, row: LedgerRow): void {
  const known = run.notes.naked.get(protectionKey(row));
  if (known !== undefined) run.notes.naked.set(protectionKey(row), { ...known, countedAt: null });
}

/** The stream of an account has a gap: what happens until the account is read anew is not seen. */
export function pauseNakedOf(run: Run, brokerId: string): void {
  for (const row of run.book.ledger.ofBroker(brokerId)) pauseNaked(run, row);
}

export function forgetNaked(run: Run, row: LedgerRow): void {
  run.notes.naked.delete(protectionKey(row));
}
