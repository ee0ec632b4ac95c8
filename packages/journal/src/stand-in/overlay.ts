import { listFills, listIntents, listOutbox, listSignals, outboxDepth, readLedger } from '../memory/queries.ts';
import { keyOf, type Store } from '../memory/store.ts';
import type { OutboxPatch } from '../port/change.ts';
import type { Journal } from '../port/journal.ts';
import type { OutboxRow } from '../port/outbox-row.ts';
import { withoutKnown } from './write-back.ts';

export interface OverlayOptions {
  readonly journal: Journal;
  readonly store: () => Store;
  /** Whether the journal can be read, as far as is known. */
  readonly isReadable: () => boolean;
  /** What became of messages of the journal, by their sequence. */
  readonly patches: ReadonlyMap<number, OutboxPatch>;
  /** Updates of the journal that are done. */
  readonly done: ReadonlySet<number>;
}

export type Reads = Pick<
  Journal,
  | 'listSignals'
  | 'listIntents'
  | 'listFills'
  | 'readLedger'
  | 'listOutbox'
  | 'outboxDepth'
  | 'listPendingUpdates'
  | 'getConfirm'
  | 'readFlags'
  | 'listAudit'
>;

/** Reads of what is in memory, over what can still be read of the journal. */
export function createOverlay({ journal, store, isReadable, patches, done }: OverlayOptions): Reads {
  const read = async <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> =>
    isReadable() ? work().catch(() => otherwise) : otherwise;

  async function outboxOfJournal(filter: Parameters<Journal['listOutbox']>[0]): Promise<readonly OutboxRow[]> {
    const { limit: _, ...all } = filter;
    const rows = await read(() => journal.listOutbox(all), []);
    const patched = rows.map((row) => ({ ...row, ...patches.get(row.sequence) }));
    const isWanted = (row: OutboxRow) =>
      (filter.thread !== undefined || row.state === 'pending') &&
      (filter.dueAt === undefined || (row.state === 'pending' && row.nextAt <= filter.dueAt));
    return withoutKnown(patched, store()).filter(isWanted);
  }

  return {
    async listSignals({ newest, ...filter }) {
      const rows = await read(
        () => journal.listSignals({ ...filter, ...(newest === undefined ? {} : { newest }) }),
        [],
      );
      const known = store().signals;
      const merged = [...rows.filter(({ id }) => known.get(id) === undefined), ...listSignals(store(), filter)];
      return cut(
        merged.toSorted((a, b) => a.receivedAt - b.receivedAt),
        newest,
      );
    },
    async listIntents(filter) {
      const rows = await read(() => journal.listIntents(filter), []);
      const known = store().intents;
      const merged = [...rows.filter(({ id }) => known.get(id) === undefined), ...listIntents(store(), filter)];
      return merged.toSorted((a, b) => a.createdAt - b.createdAt);
    },
    async listFills({ newest, ...filter }) {
      const rows = await read(() => journal.listFills({ ...filter, ...(newest === undefined ? {} : { newest }) }), []);
      const known = store().fills;
      const isNew = (row: (typeof rows)[number]) =>
        known.get(keyOf(row.brokerId, row.symbol, row.tradeId)) === undefined;
      const merged = [...rows.filter(isNew), ...listFills(store(), filter)];
      return cut(
        merged.toSorted((a, b) => a.venueAt - b.venueAt),
        newest,
      );
    },
    readLedger: async () => readLedger(store()),
    async listOutbox(filter) {
      const { limit, ...all } = filter;
      const rows = [...(await outboxOfJournal(filter)), ...listOutbox(store(), all)];
      if (filter.thread !== undefined) return rows.slice(0, limit);
      const isCritical = ({ priority }: OutboxRow) => priority === 'critical';
      return [...rows.filter(isCritical), ...rows.filter((row) => !isCritical(row))].slice(0, limit);
    },
    async outboxDepth() {
      const mine = outboxDepth(store());
      const theirs = await outboxOfJournal({});
      const times = [mine.oldestAt, ...theirs.map(({ createdAt }) => createdAt)].filter((at) => at !== null);
      return {
        pending: mine.pending + theirs.length,
        oldestAt: times.length === 0 ? null : Math.min(...times),
        dead: mine.dead,
        targets: [...new Set([...mine.targets, ...theirs.map(({ target }) => target)])].toSorted(),
      };
    },
    async listPendingUpdates() {
      const rows = await read(() => journal.listPendingUpdates(), []);
      const mine = store().updates.rows();
      const known = new Set([...mine.map(({ updateId }) => updateId), ...done]);
      return [
        ...rows.filter(({ updateId }) => !known.has(updateId)),
        ...mine.filter(({ state }) => state === 'pending'),
      ];
    },
    async getConfirm(nonce) {
      return store().confirms.get(nonce) ?? (await read(() => journal.getConfirm(nonce), null));
    },
    readFlags: async () => Object.fromEntries(store().flags.rows()),
    listAudit: (newest) => read(() => journal.listAudit(newest), []),
  };
}

function cut<Row>(rows: Row[], newest: number | undefined): readonly Row[] {
  return newest === undefined ? rows : rows.toReversed().slice(0, newest);
}
