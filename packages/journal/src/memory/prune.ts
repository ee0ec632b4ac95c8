import { INTENT_END_STATES } from '../port/intent-row.ts';
import { pruneEachBefore, type PruneBefore } from '../port/prune-before.ts';
import type { SignalRow } from '../port/signal-row.ts';
import { keyOf, type Store } from './store.ts';
import type { Table } from './table.ts';

const NEVER = Number.NEGATIVE_INFINITY;

/** Removes what ended before the times; returns how many rows that were. */
export function prune(store: Store, times: number | PruneBefore): number {
  const before = pruneEachBefore(times);
  const { fills: fillsBefore = NEVER, outbox = NEVER, updates: updatesBefore = NEVER } = before;
  const { confirms: confirmsBefore = NEVER, audit = NEVER } = before;
  const intents = pruneSignals(store, before.signals ?? NEVER);
  const fills = removeWhere(
    store.fills,
    ({ brokerId, symbol, tradeId }) => keyOf(brokerId, symbol, tradeId),
    ({ intentId, venueAt }) => (intentId === null ? venueAt < fillsBefore : intents.ids.has(intentId)),
  );
  const messages = removeWhere(
    store.outbox,
    ({ sequence }) => `${sequence}`,
    ({ state, createdAt }) => state !== 'pending' && createdAt < outbox,
  );
  for (const { eventId, target } of messages) store.outboxEvents.remove(keyOf(eventId, target));
  const updates = removeWhere(
    store.updates,
    ({ updateId }) => `${updateId}`,
    ({ state, receivedAt }) => state === 'done' && receivedAt < updatesBefore,
  );
  const confirms = removeWhere(
    store.confirms,
    ({ nonce }) => nonce,
    ({ state, expiresAt }) => state !== 'executing' && expiresAt < confirmsBefore,
  );
  const removed = intents.removed + fills.length + messages.length + updates.length + confirms.length;
  return removed + pruneAudit(store, audit) + (before.streams === undefined ? 0 : pruneStreams(store, before.streams));
}

function pruneStreams(store: Store, before: number): number {
  const kept = new Set([
    ...store.ledger.rows().flatMap(({ owned, stream }) => (owned === '0' ? [] : [stream])),
    ...store.signals.rows().map(({ stream }) => stream),
    ...store.intents.rows().map(({ stream }) => stream),
  ]);
  const streams = removeWhere(
    store.streams,
    ({ stream }) => stream,
    ({ stream, lastPosition, lastFiredAt }) =>
      lastPosition === '0' && (lastFiredAt === null || lastFiredAt < before) && !kept.has(stream),
  );
  const names = new Set(streams.map(({ stream }) => stream));
  const rows = removeWhere(
    store.ledger,
    ({ brokerId, stream }) => keyOf(brokerId, stream),
    ({ stream }) => names.has(stream),
  );
  return streams.length + rows.length;
}

function pruneSignals(store: Store, before: number): { readonly ids: ReadonlySet<string>; readonly removed: number } {
  const kept = new Set(
    store.intents
      .rows()
      .filter(({ state, updatedAt }) => !INTENT_END_STATES.includes(state) || updatedAt >= before)
      .map(({ signalId }) => signalId),
  );
  // what protects a stream's position belongs to a signal of it
  const owning = new Set(
    store.ledger
      .rows()
      .filter(({ owned }) => owned !== '0')
      .map(({ stream }) => stream),
  );
  const newest = new Map<string, string>();
  for (const { id, stream, signal } of store.signals.rows()) {
    if (stream !== null && signal !== null && owning.has(stream)) newest.set(stream, id);
  }
  for (const id of newest.values()) kept.add(id);
  const isOld = ({ id, state, updatedAt }: SignalRow) =>
    (state === 'done' || state === 'refused') && updatedAt < before && !kept.has(id);
  const signals = new Set(
    removeWhere(store.signals, ({ id }) => id, isOld).map(({ id, key }) => {
      store.signalsByKey.remove(key);
      return id;
    }),
  );
  const intents = removeWhere(
    store.intents,
    ({ id }) => id,
    ({ signalId }) => signals.has(signalId),
  );
  return { ids: new Set(intents.map(({ id }) => id)), removed: signals.size + intents.length };
}

/** From the old end, as long as the rows are older; the newest stays, so that the chain goes on. */
function pruneAudit({ audit }: Store, before: number): number {
  const firstKept = audit.findIndex(({ at }, index) => at >= before || index === audit.length - 1);
  return audit.splice(0, Math.max(firstKept, 0)).length;
}

function removeWhere<Row>(table: Table<Row>, keyOfRow: (row: Row) => string, isEnded: (row: Row) => boolean): Row[] {
  const ended = table.rows().filter(isEnded);
  for (const row of ended) table.remove(keyOfRow(row));
  return ended;
}
