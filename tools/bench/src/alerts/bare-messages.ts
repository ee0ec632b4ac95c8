import type { BenchAccount } from './bench-account.ts';

/** To a bare handler's process. */
export interface BareOptions {
  readonly accounts: readonly BenchAccount[];
  readonly rest: string;
  /** `sqlite:FILE` or `postgres://…`. */
  readonly journalUrl: string;
}

/** From it, once it listens. */
export interface BareReady {
  readonly url: string;
}
