import type { IntentRow } from '../port/intent-row.ts';
import type { FillFilter, IntentFilter, Journal, OutboxFilter, SignalFilter } from '../port/journal.ts';
import type { FillRow } from '../port/ledger-row.ts';
import type { OutboxDepth, OutboxRow } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import type { Store } from './store.ts';

export function listSignals(store: Store, filter: SignalFilter): readonly SignalRow[] {
  const { receivedFrom = -Infinity, receivedTo = Infinity } = filter;
  const rows = store.signals
    .rows()
    .filter(
      (row) =>
        isIn(filter.ids, row.id) &&
        isIn(filter.keys, row.key) &&
        isIn(filter.states, row.state) &&
        isThe(filter.stream, row.stream) &&
        isThe(filter.source, row.source) &&
        row.receivedAt >= receivedFrom &&
        row.receivedAt <= receivedTo,
    );
  return newestOf(rows, filter.newest);
}

export function listIntents(store: Store, filter: IntentFilter): readonly IntentRow[] {
  return store.intents
    .rows()
    .filter(
      (row) =>
        isIn(filter.ids, row.id) &&
        isIn(filter.signalIds, row.signalId) &&
        isIn(filter.states, row.state) &&
        isThe(filter.brokerId, row.brokerId) &&
        isThe(filter.clientOrderId, row.clientOrderId) &&
        row.updatedAt >= (filter.updatedFrom ?? row.updatedAt),
    );
}

export function listFills(
  store: Store,
  { brokerId, symbol, intentId, venueFrom = -Infinity, venueTo = Infinity, newest }: FillFilter,
): readonly FillRow[] {
  const rows = store.fills
    .rows()
    .filter((row) => isThe(brokerId, row.brokerId) && isThe(symbol, row.symbol) && isThe(intentId, row.intentId))
    .filter(({ venueAt }) => venueAt >= venueFrom && venueAt <= venueTo);
  return newestOf(rows, newest);
}

export function listOutbox(store: Store, { dueAt, target, thread, limit }: OutboxFilter): readonly OutboxRow[] {
  const rows = store.outbox
    .rows()
    .filter(
      (row) =>
        (thread === undefined ? row.state === 'pending' : row.thread === thread) &&
        (dueAt === undefined || (row.state === 'pending' && row.nextAt <= dueAt)) &&
        isThe(target, row.target),
    );
  const ordered =
    thread === undefined
      ? [...rows.filter((row) => row.priority === 'critical'), ...rows.filter((row) => row.priority === 'normal')]
      : rows;
  return ordered.slice(0, limit);
}

export function outboxDepth(store: Store): OutboxDepth {
  const rows = store.outbox.rows();
  const pending = rows.filter((row) => row.state === 'pending');
  const oldestAt = pending.reduce<number | null>(
    (oldest, { createdAt }) => (oldest === null || createdAt < oldest ? createdAt : oldest),
    null,
  );
  return {
    pending: pending.length,
    oldestAt,
    dead: rows.filter((row) => row.state === 'dead').length,
    targets: [...new Set(pending.map(({ target }) => target))].toSorted(compare),
  };
}

export function readLedger({ streams, ledger }: Store): Awaited<ReturnType<Journal['readLedger']>> {
  return {
    streams: streams.rows().toSorted((a, b) => compare(a.stream, b.stream)),
    ledger: ledger.rows().toSorted((a, b) => compare(a.stream, b.stream) || compare(a.brokerId, b.brokerId)),
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isIn<Value>(wanted: readonly Value[] | undefined, value: Value): boolean {
  return wanted === undefined || wanted.includes(value);
}

function isThe<Value>(wanted: Value | undefined, value: Value | null): boolean {
  return wanted === undefined || wanted === value;
}

function newestOf<Row>(rows: Row[], newest: number | undefined): readonly Row[] {
  return newest === undefined ? rows : rows.toReversed().slice(0, newest);
}
