const MARKER = Symbol.for('perpdesk.journal-error');

/** Why a journal cannot be opened or written; the README says each. */
export const JOURNAL_ERROR_CODES = [
  'closed',
  'held',
  'newer-version',
  'corrupt',
  'disk-full',
  'read-only',
  'io',
  'gone',
  'unsafe-sqlite',
  'id-taken',
  'unreachable',
  'unsafe-server',
] as const;
export type JournalErrorCode = (typeof JOURNAL_ERROR_CODES)[number];

/** The journal cannot be opened, read or written; `code` says why. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code: JournalErrorCode;
  /** `unknown`: the connection ended while the commit was under way, and nobody could be asked. */
  readonly outcome: 'not-written' | 'unknown';

  constructor(
    code: JournalErrorCode,
    message: string,
    options: { readonly cause?: unknown; readonly outcome?: 'not-written' | 'unknown' } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    Object.defineProperty(this, MARKER, { value: true });
    this.code = code;
    this.outcome = options.outcome ?? 'not-written';
  }

  /** Works over two installed copies of this package. */
  static is(error: unknown): error is JournalError {
    return typeof error === 'object' && error !== null && MARKER in error;
  }
}
