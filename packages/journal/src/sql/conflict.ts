import type { CommitResult } from '../port/change.ts';

/** Carries the answer out of the transaction that it rolls back. */
export class Conflict extends Error {
  readonly result: CommitResult;

  constructor(result: CommitResult) {
    super('A change did not find its row as it expected.');
    this.result = result;
  }
}
