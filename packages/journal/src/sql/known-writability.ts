import type { WriteState } from '../port/write-state.ts';
import { isUnwritable } from '../rules/is-unwritable.ts';

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
      if (isUnwritable(error)) known = { isWritable: false, code: error.code };
    },
  };
}
