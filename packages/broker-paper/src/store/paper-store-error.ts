const MARKER = Symbol.for('perpdesk.paper-store-error');

/** `missing`: no file and none may be made. `in-use`: another broker has it open. `failed`: any other failure of the file. */
export const PAPER_STORE_ERROR_CODES = ['missing', 'corrupt', 'newer-version', 'in-use', 'not-open', 'failed'] as const;
export type PaperStoreErrorCode = (typeof PAPER_STORE_ERROR_CODES)[number];

/** Why a store cannot be read or written. */
export class PaperStoreError extends Error {
  override readonly name = 'PaperStoreError';
  readonly code: PaperStoreErrorCode;

  constructor(code: PaperStoreErrorCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    Object.defineProperty(this, MARKER, { value: true });
    this.code = code;
  }

  /** Works over two installed copies of this package. */
  static is(error: unknown): error is PaperStoreError {
    return typeof error === 'object' && error !== null && MARKER in error;
  }
}
