import { isNativeError } from 'node:util/types';
import { JournalError, type JournalErrorCode } from '../../port/journal-error.ts';

/** A failure on its way between threads, where errors lose their class. */
export interface Failure {
  /** `null`: none of the journal's own. */
  readonly code: JournalErrorCode | null;
  readonly message: string;
  readonly outcome: JournalError['outcome'];
  readonly stack: string | null;
}

export function toFailure(error: unknown): Failure {
  const message = isNativeError(error) ? error.message : String(error);
  const stack = isNativeError(error) ? (error.stack ?? null) : null;
  if (!JournalError.is(error)) return { code: null, message, outcome: 'not-written', stack };
  return { code: error.code, message, outcome: error.outcome, stack };
}

/** The error's stack is the asker's; the thread's is its cause's. */
export function fromFailure({ code, message, outcome, stack }: Failure): Error {
  const cause = new Error(message);
  if (stack !== null) cause.stack = stack;
  return code === null ? new Error(message, { cause }) : new JournalError(code, message, { cause, outcome });
}
