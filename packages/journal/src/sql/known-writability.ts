import { JournalError, type JournalErrorCode } from '../port/journal-error.ts';
import type { WriteState } from '../port/write-state.ts';

/** Say that writes do not go through; the others are about one call. */
const UNWRITABLE: ReadonlySet<JournalErrorCode> = new Set([
  'held',
  'corrupt',
  'disk-full',
  'read-only',
  'io',
  'unreachable',
  'unsafe-server',
]);

/** What the writes so far said. */
export interface KnownWritability {
  state(): WriteState;
  succeeded(): void;
  failed(error: unknown): void;
}

export function createKnownWritability(initial: WriteState = { isWritable: true }): KnownWritability {
  let known = initial;
  return {
    state: () => known,
    succeeded() {
      known = { isWritable: true };
    },
    failed(error) {
      if (JournalError.is(error) && UNWRITABLE.has(error.code)) known = { isWritable: false, code: error.code };
    },
  };
}
