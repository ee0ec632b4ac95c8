import { applyChange } from '../memory/apply-change.ts';
import { keyOf, type Store } from '../memory/store.ts';
import type { JournalChange } from '../port/change.ts';

/**
 * Applies a change to a store that has the open part of a journal only: a row that it does not have is as the change
 * expects it.
 */
export function applyLoosely(store: Store, change: JournalChange, now: number): boolean {
  switch (change.type) {
    case 'signal-update':
      return store.signals.get(change.id) === undefined || applyChange(store, change, now);
    case 'intent-insert': {
      const { intent } = change;
      if (store.intents.get(intent.id) !== undefined) return false;
      store.intents.put(intent.id, { ...intent });
      return true;
    }
    case 'intent-update':
      return store.intents.get(change.id) === undefined || applyChange(store, change, now);
    case 'fill-insert': {
      const { fill } = change;
      const key = keyOf(fill.brokerId, fill.symbol, fill.tradeId);
      if (store.fills.get(key) !== undefined) return false;
      store.fills.put(key, { ...fill });
      return true;
    }
    case 'stream-put':
      if (store.streams.get(change.row.stream) !== undefined) return applyChange(store, change, now);
      store.streams.put(change.row.stream, { ...change.row, version: change.version + 1 });
      return true;
    case 'ledger-put': {
      const key = keyOf(change.row.brokerId, change.row.stream);
      if (store.ledger.get(key) !== undefined) return applyChange(store, change, now);
      store.ledger.put(key, { ...change.row, version: change.version + 1 });
      return true;
    }
    case 'outbox-update':
      return store.outbox.get(`${change.sequence}`) === undefined || applyChange(store, change, now);
    case 'update-done':
      return store.updates.get(`${change.updateId}`) === undefined || applyChange(store, change, now);
    case 'confirm-update':
      return store.confirms.get(change.nonce) === undefined || applyChange(store, change, now);
    case 'audit-append':
    case 'lease-held':
      // the chain and the lease are the journal's
      return true;
    case 'outbox-insert':
    case 'confirm-insert':
    case 'flag-put':
      return applyChange(store, change, now);
    default:
      return change satisfies never;
  }
}
