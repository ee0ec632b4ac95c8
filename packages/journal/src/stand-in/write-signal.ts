import { JournalError } from '../port/journal-error.ts';
import type { Journal } from '../port/journal.ts';
import type { SignalRow } from '../port/signal-row.ts';
import type { Store } from '../memory/store.ts';
import type { Unwritten } from './write-back.ts';

/** What else is in memory alone while a part of it is written. */
export interface InMemory {
  readonly log: readonly Unwritten[];
  /** Waits until memory has all that was asked for by now. */
  settled(): Promise<unknown>;
}

/**
 * Writes a signal that memory took, as it is by now: a life that finds it `accepted` carries it out, and what followed from
 * it is not in the journal yet. What followed then leaves its state alone.
 *
 * @throws {JournalError} where it cannot be written.
 */
export async function writeSignal(
  to: Pick<Journal, 'acceptSignal'>,
  from: Store,
  unwritten: Extract<Unwritten, { type: 'signal' }>,
  { log, settled }: InMemory,
): Promise<void> {
  if (unwritten.isDoubtful) {
    await to.acceptSignal(unwritten.row, []);
    return;
  }
  // from here on nothing is sent any more that stands on it being in memory alone
  unwritten.isDoubtful = true;
  await settled();
  unwritten.row = from.signals.get(unwritten.row.id) ?? unwritten.row;
  leaveOutUpdates(log, unwritten.row);
  try {
    await to.acceptSignal(unwritten.row, []);
  } catch (error) {
    if (JournalError.is(error) && error.outcome === 'not-written') unwritten.isDoubtful = false;
    throw error;
  }
}

function leaveOutUpdates(log: readonly Unwritten[], { id }: SignalRow): void {
  for (const entry of log) {
    if (entry.type !== 'changes') continue;
    entry.changes = entry.changes.filter((change) => change.type !== 'signal-update' || change.id !== id);
  }
}
