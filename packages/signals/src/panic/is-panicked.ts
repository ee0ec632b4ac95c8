import type { Book } from '../book/book.ts';
import { PANIC_FLAG } from '../lanes/blocks.ts';
import type { PanicDesk } from './panic-desk.ts';
import { type PanicState, parsePanicState } from './panic-flag.ts';

/** Whether the block of a /panic stands that took this account, or one before or beside it did. */
export function isPanicked(book: Book, brokerId: string): boolean {
  const value = book.flags.get(PANIC_FLAG);
  const state = value === undefined ? null : parsePanicState(value);
  if (state === null) return false;
  return takenAccounts(state, [brokerId]).includes(brokerId);
}

/** Whose block stands; `all`: whom one takes that names none. */
export function takenAccounts(
  { request, others, before }: Pick<PanicState, 'request' | 'others' | 'before'>,
  all: readonly string[],
): readonly string[] {
  return [...new Set([...before, ...[request, ...others].flatMap(({ brokerIds }) => brokerIds ?? all)])];
}

/** Whether somebody has resumed while a /panic runs. */
export function isBlockLifted({ run, flags }: PanicDesk): boolean {
  return (run()?.book.flags.get(PANIC_FLAG) ?? flags.get(PANIC_FLAG)) === undefined;
}
