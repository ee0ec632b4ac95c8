import { INTENT_END_STATES } from '../port/intent-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import { keyOf, type Store } from './store.ts';
import type { Table } from './table.ts';

/** Removes what ended before the time; returns how many rows that were. */
export function prune(store: Store, before: number): number {
  const kept = new Set(
    store.intents
      .rows()
      .filter(({ state, updatedAt }) => !INTENT_END_STATES.includes(state) || updatedAt >= before)
      .map(({ signalId }) => signalId),
  );
  const isOld = ({ id, state, updatedAt }: SignalRow) =>
    (state === 'done' || state === 'refused') && updatedAt < before && !kept.has(id);
  const signals = new Set(
    removeWhere(store.signals, ({ id }) => id, isOld).map(({ id, key }) => {
      store.signalsByKey.remove(key);
      return id;
    }),
  );
  const intents = new Set(
    removeWhere(
      store.intents,
      ({ id }) => id,
      ({ signalId }) => signals.has(signalId),
    ).map(({ id }) => id),
  );
  const fills = removeWhere(
    store.fills,
    ({ brokerId, symbol, tradeId }) => keyOf(brokerId, symbol, tradeId),
    ({ intentId, venueAt }) => (intentId === null ? venueAt < before : intents.has(intentId)),
  );
  const messages = removeWhere(
    store.outbox,
    ({ sequence }) => `${sequence}`,
    ({ state, createdAt }) => state !== 'pending' && createdAt < before,
  );
  for (const { eventId, target } of messages) store.outboxEvents.remove(keyOf(eventId, target));
  const updates = removeWhere(
    store.updates,
    ({ updateId }) => `${updateId}`,
    ({ state, receivedAt }) => state === 'done' && receivedAt < before,
  );
  const confirms = removeWhere(
    store.confirms,
    ({ nonce }) => nonce,
    ({ state, expiresAt }) => state !== 'executing' && expiresAt < before,
  );
  return signals.size + intents.size + fills.length + messages.length + updates.length + confirms.length;
}

function removeWhere<Row>(table: Table<Row>, keyOfRow: (row: Row) => string, isEnded: (row: Row) => boolean): Row[] {
  const ended = table.rows().filter(isEnded);
  for (const row of ended) table.remove(keyOfRow(row));
  return ended;
}
