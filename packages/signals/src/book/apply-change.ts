import type { JournalChange } from '@perpdesk/journal/port';
import { type Book, ledgerKey, rememberFill } from './book.ts';
import { parseStoredSignal } from './stored-signal.ts';

/** Does to the book what the journal will do to its rows. */
export function applyToBook(book: Book, change: JournalChange, now: number): void {
  switch (change.type) {
    case 'signal-update': {
      const open = book.signals.get(change.id);
      if (open === undefined) return;
      const stored =
        change.patch.signal === undefined || change.patch.signal === null
          ? open.stored
          : parseStoredSignal(change.patch.signal);
      book.signals.set(change.id, { ...open, state: change.patch.state ?? open.state, stored });
      return;
    }
    case 'intent-insert':
      book.intents.put(change.intent);
      return;
    case 'intent-update': {
      const row = book.intents.get(change.id);
      if (row !== undefined) book.intents.put({ ...row, ...change.patch, version: change.version + 1, updatedAt: now });
      return;
    }
    case 'fill-insert':
      rememberFill(book, change.fill);
      return;
    case 'stream-put':
      book.streams.set(change.row.stream, { ...change.row, version: change.version + 1 });
      return;
    case 'ledger-put': {
      const key = ledgerKey(change.row.brokerId, change.row.stream);
      const before = book.ledger.get(key)?.owned ?? '0';
      if (before !== '0' && change.row.owned === '0') book.closedAt.set(key, now);
      book.ledger.set(key, { ...change.row, version: change.version + 1 });
      return;
    }
    case 'flag-put':
      if (change.value === null) book.flags.delete(change.name);
      else book.flags.set(change.name, change.value);
      return;
    case 'outbox-insert':
    case 'outbox-update':
    case 'update-done':
    case 'confirm-insert':
    case 'confirm-update':
    case 'audit-append':
    case 'lease-held':
      return;
    default:
      return change satisfies never;
  }
}
