import { decimal } from '@perpdesk/broker-core';
import type {
  FillRow,
  IntentRow,
  Journal,
  JournalChange,
  LedgerRow,
  SignalRow,
  StreamRow,
} from '@perpdesk/journal/port';
import { JournalError } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { PANIC_FLAG, PAUSE_FLAG } from '../lanes/blocks.ts';
import type { Notice } from '../notice.ts';

/** What the journal holds, seen from beside it, without a wait. */
export interface Record {
  readonly ledger: ReadonlyMap<string, LedgerRow>;
  readonly streams: ReadonlyMap<string, StreamRow>;
  readonly intents: ReadonlyMap<string, IntentRow>;
  readonly signals: ReadonlyMap<string, SignalRow>;
  readonly notices: readonly Notice[];
  /** `<account> <stream>` → how many notices there were when its position was opened. */
  readonly openedAt: ReadonlyMap<string, number>;
  readonly flags: ReadonlySet<string>;
  readonly fills: readonly FillRow[];
}

export interface RecorderOptions {
  readonly journal: Journal;
  readonly trace: (line: string) => void;
  readonly wrong: (line: string) => void;
  /** Whether nobody else marked beside the desk, without the lease, so far. */
  readonly isAlone: () => boolean;
  /** Whether the journal never failed: then it has all that the desk knows. */
  readonly isWhole: boolean;
  /** Whether the next commit fails. */
  readonly fails: () => boolean;
}

/** A journal that fails now and then, and says what was written: no entry is marked while the desk is blocked. */
export function createRecorder({ journal, trace, wrong, isAlone, isWhole, fails }: RecorderOptions): {
  readonly journal: Journal;
  readonly record: Record;
} {
  const ledger = new Map<string, LedgerRow>();
  const streams = new Map<string, StreamRow>();
  const intents = new Map<string, IntentRow>();
  const signals = new Map<string, SignalRow>();
  const notices: Notice[] = [];
  const openedAt = new Map<string, number>();
  const told = new Set<string>();
  const flags = new Set<string>();
  const fills: FillRow[] = [];
  const tell = (message: { readonly eventId: string; readonly target: string; readonly payload: string }): void => {
    const key = `${message.eventId} ${message.target}`;
    if (!told.has(key)) notices.push(JSON.parse(message.payload));
    told.add(key);
  };
  /** A stream's exit is of what the stream owns. */
  const checkExit = (row: IntentRow): void => {
    const owned = decimal(ledger.get(`${row.brokerId} ${row.stream}`)?.owned ?? '0');
    if (row.kind !== 'reduce' || row.quantity === null || goalOf(row).cause !== 'signal') return;
    const isOwn = owned.isNegative() === (row.side === 'buy') && owned.abs().gte(row.quantity);
    if (!isOwn) wrong(`the exit ${row.clientOrderId} takes ${row.quantity} of ${owned} of ${row.stream}`);
  };
  const checkMark = (row: IntentRow): void => {
    const isBlocked = flags.has(PAUSE_FLAG) || flags.has(PANIC_FLAG);
    if (isBlocked && row.kind === 'increase') {
      wrong(`the entry ${row.clientOrderId} was marked although entries are blocked`);
    }
    if (isWhole) checkExit(row);
  };
  const apply = (change: JournalChange): void => {
    switch (change.type) {
      case 'ledger-put': {
        const key = `${change.row.brokerId} ${change.row.stream}`;
        // with the first mark of its entry
        const isOpened = (ledger.get(key)?.unit ?? null) === null && change.row.unit !== null;
        if (isOpened) openedAt.set(key, notices.length);
        ledger.set(key, { ...change.row, version: change.version + 1 });
        return;
      }
      case 'stream-put':
        streams.set(change.row.stream, { ...change.row, version: change.version + 1 });
        return;
      case 'intent-insert':
        intents.set(change.intent.id, change.intent);
        return;
      case 'intent-update': {
        const row = { ...intents.get(change.id)!, ...change.patch, version: change.version + 1 };
        intents.set(change.id, row);
        if (change.patch.state === 'sending' && isAlone()) checkMark(row);
        return;
      }
      case 'fill-insert':
        fills.push(change.fill);
        return;
      case 'signal-update':
        signals.set(change.id, { ...signals.get(change.id)!, ...change.patch });
        return;
      case 'outbox-insert':
        return tell(change.message);
      case 'flag-put':
        if (change.value === null) flags.delete(change.name);
        else flags.add(change.name);
        return;
      default:
    }
  };
  const check = (): void => {
    if (fails()) throw new JournalError('io', 'The disk does not answer.');
  };
  return {
    record: { ledger, streams, intents, signals, notices, openedAt, flags, fills },
    journal: {
      ...journal,
      async acceptSignal(row, messages) {
        check();
        const result = await journal.acceptSignal(row, messages);
        trace(`accept ${row.id} ${row.key} ${row.state} ${result.fresh}`);
        if (!result.fresh) return result;
        signals.set(row.id, row);
        for (const message of messages) tell(message);
        return result;
      },
      async commit(changes) {
        check();
        const result = await journal.commit(changes);
        trace(`commit ${JSON.stringify(changes)} ${JSON.stringify(result)}`);
        if (result.ok) for (const change of changes) apply(change);
        return result;
      },
    },
  };
}
