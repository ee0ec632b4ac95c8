import type { Journal } from '../port/journal.ts';
import { systemNow } from '../system-now.ts';
import { createStoreJournal, type MemoryJournalOptions } from './create-memory-journal.ts';
import { createStore, keyOf, type Store } from './store.ts';

/**
 * A journal in memory that begins with what another one holds: for going on with exits and stops where that one can be
 * read and not written. What is written to it is in memory alone.
 *
 * Everything that can be listed comes along; confirm cards, leases and messages that were sent do not.
 */
export async function copyToMemory(
  journal: Pick<
    Journal,
    | 'listSignals'
    | 'listIntents'
    | 'listFills'
    | 'readLedger'
    | 'listOutbox'
    | 'listPendingUpdates'
    | 'readFlags'
    | 'listAudit'
  >,
  { now = systemNow }: MemoryJournalOptions = {},
): Promise<Journal> {
  const store = createStore();
  for (const row of await journal.listSignals({})) {
    store.signals.put(row.id, row);
    store.signalsByKey.put(row.key, row.id);
  }
  for (const row of await journal.listIntents({})) store.intents.put(row.id, row);
  for (const row of await journal.listFills({})) store.fills.put(keyOf(row.brokerId, row.symbol, row.tradeId), row);
  const { streams, ledger } = await journal.readLedger();
  for (const row of streams) store.streams.put(row.stream, row);
  for (const row of ledger) store.ledger.put(keyOf(row.brokerId, row.stream), row);
  await copyOutbox(store, journal);
  for (const row of await journal.listPendingUpdates()) store.updates.put(`${row.updateId}`, row);
  for (const [name, value] of Object.entries(await journal.readFlags())) store.flags.put(name, [name, value]);
  store.audit.push(...(await journal.listAudit(Number.MAX_SAFE_INTEGER)).toReversed());
  store.undo.length = 0;
  return createStoreJournal(store, now);
}

async function copyOutbox(store: Store, journal: Pick<Journal, 'listOutbox'>): Promise<void> {
  const rows = (await journal.listOutbox({})).toSorted((a, b) => a.sequence - b.sequence);
  for (const row of rows) {
    store.outboxEvents.put(keyOf(row.eventId, row.target), true);
    store.outbox.put(`${row.sequence}`, row);
    store.nextSequence = row.sequence + 1;
  }
}
