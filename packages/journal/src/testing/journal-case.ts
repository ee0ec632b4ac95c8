import type { Journal } from '../port/journal.ts';

/** What a case runs on: an empty journal whose clock it may move. */
export interface JournalCaseContext {
  readonly journal: Journal;
  /** Unix ms. */
  readonly clock: { at: number };
}

/** One promise of the port, to be kept by every engine. `run` rejects where it is not kept. */
export interface JournalCase {
  readonly id: string;
  readonly title: string;
  /** Rejects where the promise is not kept. */
  readonly run: (context: JournalCaseContext) => Promise<void>;
}
