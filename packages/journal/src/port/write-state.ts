import type { JournalErrorCode } from './journal-error.ts';

/**
 * Whether writes go through, as far as is known; `code` says why not.
 *
 * While it is not writable nothing that adds risk should be begun. What lowers risk goes on: `commit` may still resolve
 * (a file on a full disk has a reserve for that), and where it rejects, nothing was written and nothing stored is lost.
 */
export type WriteState =
  | { readonly isWritable: true }
  | { readonly isWritable: false; readonly code: JournalErrorCode };
