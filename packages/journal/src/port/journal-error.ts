const MARKER = Symbol.for('perpdesk.journal-error');

export const JOURNAL_ERROR_CODES = [
  'closed',
  'held',
  'newer-version',
  'corrupt',
  'disk-full',
  'read-only',
  'io',
  'unsafe-sqlite',
  'id-taken',
] as const;
export type JournalErrorCode = (typeof JOURNAL_ERROR_CODES)[number];

/** The journal cannot be opened, read or written; `code` says why. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    Object.defineProperty(this, MARKER, { value: true });
    this.code = code;
  }

  static is(error: unknown): error is JournalError {
    return typeof error === 'object' && error !== null && MARKER in error;
  }
}
