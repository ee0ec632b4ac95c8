import type { JournalErrorCode } from '../port/journal-error.ts';
import type { Journal } from '../port/journal.ts';
import type { SignalRow } from '../port/signal-row.ts';

/** Since when memory stands in for the journal, and why. */
export interface Standing {
  /** Unix ms. */
  readonly since: number;
  readonly code: JournalErrorCode;
  /** How many writes are in memory alone. */
  readonly unwritten: number;
}

export type Reconciled =
  /** Everything is in the journal; `changes`: how much of it was in memory alone before. */
  | { readonly type: 'written'; readonly changes: number; readonly since: number | null }
  | { readonly type: 'unwritable'; readonly code: JournalErrorCode }
  /** The journal holds something else by now: what was in memory alone is gone, and the journal has to be read anew. */
  | { readonly type: 'lost'; readonly changes: number };

/**
 * A journal, and memory in its place while it cannot be written.
 *
 * Of what cannot be written, memory takes what lowers risk and what follows from it. Alerts, and marks of entries, are
 * refused with the journal's own error. So are the marks of all orders but stops that were on their way into the journal
 * when it failed: whoever planned them did not know.
 */
export interface StandInJournal extends Journal {
  readonly isStandIn: true;
  /** Reads the open part of the journal into memory, unless it is there. Before that, nothing stands in for it. */
  prepare(): Promise<void>;
  /** `null` while the journal takes what is written. */
  standing(): Standing | null;
  /** Calls back each time that memory begins to stand in, once it has taken what could not be written. */
  onBegin(listener: () => void): void;
  /** Whether the signal is in memory alone: no later life will know it. */
  isAlone(signalId: string): boolean;
  /** Takes in signals that the journal has and that another one stored. */
  know(rows: readonly SignalRow[]): void;
  /** Tries to write: what is in memory alone, or where nothing is, a change that changes nothing. */
  reconcile(): Promise<Reconciled>;
}

/** Whether memory stands in for this journal where it cannot be written. */
export function isStandIn(journal: Journal): journal is StandInJournal {
  return 'isStandIn' in journal;
}
