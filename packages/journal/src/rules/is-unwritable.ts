import { JournalError, type JournalErrorCode } from '../port/journal-error.ts';

/** Say that writes do not go through; the others are about one call. */
const UNWRITABLE: ReadonlySet<JournalErrorCode> = new Set([
  'held',
  'corrupt',
  'disk-full',
  'read-only',
  'io',
  'gone',
  'unreachable',
  'unsafe-server',
]);

/** Whether the failure is the journal's own: nothing else can be written, either. */
export function isUnwritable(error: unknown): error is JournalError {
  return JournalError.is(error) && UNWRITABLE.has(error.code);
}
