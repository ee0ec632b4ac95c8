import { nextAuditRow } from '../port/audit-chain.ts';
import type { JournalChange } from '../port/change.ts';
import { nextConfirm } from '../rules/next-confirm.ts';
import { nextIntent } from '../rules/next-intent.ts';
import { isGuardMet } from '../rules/next-lease.ts';
import { nextSignal } from '../rules/next-signal.ts';
import { nextOutbox } from '../rules/outbox.ts';
import { keyOf, putMessage, type Store } from './store.ts';
import type { Table } from './table.ts';

/** Applies one change to the store; false: what it expected was not so. */
export function applyChange(store: Store, change: JournalChange, now: number): boolean {
  switch (change.type) {
    case 'signal-update':
      return replace(store.signals, change.id, nextSignal(store.signals.get(change.id), change, now));
    case 'intent-insert':
      if (store.signals.get(change.intent.signalId) === undefined) return false;
      return insert(store.intents, change.intent.id, change.intent);
    case 'intent-update':
      return replace(store.intents, change.id, nextIntent(store.intents.get(change.id), change, now));
    case 'fill-insert': {
      const { brokerId, symbol, tradeId, intentId } = change.fill;
      if (intentId !== null && store.intents.get(intentId) === undefined) return false;
      return insert(store.fills, keyOf(brokerId, symbol, tradeId), change.fill);
    }
    case 'stream-put':
      return putVersion(store.streams, change.row.stream, { ...change.row, version: change.version + 1 });
    case 'ledger-put': {
      const key = keyOf(change.row.brokerId, change.row.stream);
      return putVersion(store.ledger, key, { ...change.row, version: change.version + 1 });
    }
    case 'outbox-insert':
      putMessage(store, change.message, change.patch);
      return true;
    case 'outbox-update': {
      const key = `${change.sequence}`;
      return replace(store.outbox, key, nextOutbox(store.outbox.get(key), change));
    }
    case 'update-done': {
      const row = store.updates.get(`${change.updateId}`);
      return replace(store.updates, `${change.updateId}`, row?.state === 'pending' ? { ...row, state: 'done' } : null);
    }
    case 'confirm-insert':
      return insert(store.confirms, change.row.nonce, change.row);
    case 'confirm-update':
      return replace(store.confirms, change.nonce, nextConfirm(store.confirms.get(change.nonce), change));
    case 'flag-put':
      if (change.value === null) store.flags.remove(change.name);
      else store.flags.put(change.name, [change.name, change.value]);
      return true;
    case 'audit-append':
      store.audit.push(nextAuditRow(store.audit.at(-1), change.entry));
      store.undo.push(() => store.audit.pop());
      return true;
    case 'lease-held':
      return isGuardMet(store.leases.get(change.guard.name), change.guard, now);
    default:
      return change satisfies never;
  }
}

function insert<Row extends object>(table: Table<Row>, key: string, row: Row): boolean {
  if (table.get(key) !== undefined) return false;
  table.put(key, { ...row });
  return true;
}

function replace<Row>(table: Table<Row>, key: string, row: Row | null): boolean {
  if (row === null) return false;
  table.put(key, row);
  return true;
}

function putVersion<Row extends { readonly version: number }>(table: Table<Row>, key: string, row: Row): boolean {
  if ((table.get(key)?.version ?? 0) !== row.version - 1) return false;
  table.put(key, row);
  return true;
}
