import type { AuditRow, ConfirmRow, UpdateRow } from '../port/chat-rows.ts';
import type { OutboxPatch } from '../port/change.ts';
import type { IntentRow } from '../port/intent-row.ts';
import type { LeaseRow } from '../port/lease-row.ts';
import type { FillRow, LedgerRow, StreamRow } from '../port/ledger-row.ts';
import type { OutboxMessage, OutboxRow } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import { newOutboxRow } from '../rules/outbox.ts';
import { createTable, type Table, type UndoLog } from './table.ts';

/** All that the journal in memory holds. */
export interface Store {
  readonly undo: UndoLog;
  readonly signals: Table<SignalRow>;
  readonly signalsByKey: Table<string>;
  readonly intents: Table<IntentRow>;
  readonly fills: Table<FillRow>;
  readonly streams: Table<StreamRow>;
  readonly ledger: Table<LedgerRow>;
  readonly outbox: Table<OutboxRow>;
  readonly outboxEvents: Table<true>;
  readonly updates: Table<UpdateRow>;
  readonly confirms: Table<ConfirmRow>;
  readonly flags: Table<readonly [name: string, value: string]>;
  readonly leases: Table<LeaseRow>;
  readonly audit: AuditRow[];
  /** Never used twice. */
  nextSequence: number;
}

export function createStore(): Store {
  const undo: UndoLog = [];
  return {
    undo,
    signals: createTable(undo),
    signalsByKey: createTable(undo),
    intents: createTable(undo),
    fills: createTable(undo),
    streams: createTable(undo),
    ledger: createTable(undo),
    outbox: createTable(undo),
    outboxEvents: createTable(undo),
    updates: createTable(undo),
    confirms: createTable(undo),
    flags: createTable(undo),
    leases: createTable(undo),
    audit: [],
    nextSequence: 1,
  };
}

/** One key of several texts. */
export function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** Queues the message unless its event was told to this target before. */
export function putMessage(store: Store, message: OutboxMessage, patch?: OutboxPatch): void {
  const event = keyOf(message.eventId, message.target);
  if (store.outboxEvents.get(event)) return;
  const sequence = store.nextSequence++;
  store.outboxEvents.put(event, true);
  store.outbox.put(`${sequence}`, { sequence, ...newOutboxRow(message, patch) });
}
