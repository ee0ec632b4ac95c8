import type {
  IntentPatch,
  IntentRow,
  JournalChange,
  LedgerRow,
  OutboxMessage,
  SignalPatch,
  SignalState,
  StreamRow,
} from '@perpdesk/journal/port';
import { takeIntentEvidence, takeSignalEvidence } from '../evidence/take-evidence.ts';
import { applyToBook } from './apply-change.ts';
import { type Book, ledgerKey } from './book.ts';

/** One commit while it is put together. The book changes at once; effects run when the commit is durable. */
export interface Writer {
  readonly book: Book;
  readonly changes: readonly JournalChange[];
  readonly effects: readonly (() => void)[];
  add(change: JournalChange): void;
  updateSignal(id: string, from: readonly SignalState[], patch: SignalPatch): void;
  /** @throws {RangeError} if the book does not hold it. */
  updateIntent(id: string, patch: IntentPatch): IntentRow;
  putStream(row: Omit<StreamRow, 'version'>): void;
  putLedger(row: Omit<LedgerRow, 'version'>): void;
  tell(messages: readonly OutboxMessage[]): void;
  /** Changes what this commit tells last in a thread, of the types given; nothing where it tells none. */
  amendTold(thread: string, types: readonly string[], amend: (payload: string) => string): void;
  /** Runs once the commit is durable; not at all if it fails. */
  after(effect: () => void): void;
  /** Like `after`, for what is in no hurry: the commit may be gathered with others. */
  later(effect: () => void): void;
  /** Something runs once the commit is durable that is to run soon. */
  readonly hurries: boolean;
}

/** @param begunAt What the rows are stamped with in the book, Unix ms. @param now Unix ms. */
export function createWriter(book: Book, begunAt: number, now: () => number): Writer {
  const changes: JournalChange[] = [];
  const effects: (() => void)[] = [];
  let hurries = false;
  const add = (change: JournalChange): void => {
    changes.push(change);
    applyToBook(book, change, begunAt);
  };
  return {
    book,
    changes,
    effects,
    add,
    updateSignal: (id, from, patch) =>
      add({ type: 'signal-update', id, from, patch: { ...patch, ...takeSignalEvidence(book.evidence, id) } }),
    updateIntent(id, patch) {
      const row = book.intents.get(id);
      if (row === undefined) throw new RangeError(`No intent ${id} in the book.`);
      const alongside = takeIntentEvidence(book.evidence, row, patch, now());
      add({ type: 'intent-update', id, version: row.version, patch: { ...patch, ...alongside } });
      return book.intents.get(id) ?? row;
    },
    putStream: (row) => add({ type: 'stream-put', version: book.streams.get(row.stream)?.version ?? 0, row }),
    putLedger: (row) =>
      add({ type: 'ledger-put', version: book.ledger.get(ledgerKey(row.brokerId, row.stream))?.version ?? 0, row }),
    tell(messages) {
      for (const message of messages) add({ type: 'outbox-insert', message });
    },
    amendTold(thread, types, amend) {
      const isMeant = (message: OutboxMessage) => message.thread === thread && types.includes(message.type);
      const told = changes
        .flatMap((change) => (change.type === 'outbox-insert' ? [change.message] : []))
        .filter(isMeant);
      const eventId = told.at(-1)?.eventId;
      for (const [index, change] of changes.entries()) {
        if (change.type !== 'outbox-insert' || !isMeant(change.message) || change.message.eventId !== eventId) continue;
        changes[index] = { ...change, message: { ...change.message, payload: amend(change.message.payload) } };
      }
    },
    get hurries() {
      return hurries;
    },
    after(effect) {
      hurries = true;
      effects.push(effect);
    },
    later: (effect) => void effects.push(effect),
  };
}
