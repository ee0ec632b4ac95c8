import type { Book } from '../book/book.ts';

/** The journal's flag while people want the desk paused. */
export const PAUSE_FLAG = 'pause';
/** The journal's flag from /panic until someone resumes. */
export const PANIC_FLAG = 'panic-block';

export function isPaused(book: Book): boolean {
  return book.flags.has(PAUSE_FLAG);
}

/** Entries are blocked from the beginning of /panic until someone resumes. */
export function isPanicBlocked(book: Book): boolean {
  return book.flags.has(PANIC_FLAG);
}
