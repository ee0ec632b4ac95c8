import type { CommitResult, JournalChange } from '../port/change.ts';
import { JournalError } from '../port/journal-error.ts';
import type { Journal } from '../port/journal.ts';
import { nextLease } from '../rules/next-lease.ts';
import { systemNow } from '../system-now.ts';
import { applyChange } from './apply-change.ts';
import { prune } from './prune.ts';
import { listFills, listIntents, listOutbox, listSignals, outboxDepth, readLedger } from './queries.ts';
import { createStore, putMessage, type Store } from './store.ts';

export interface MemoryJournalOptions {
  /** Unix ms; stamps `updatedAt`. Default: the system's clock. */
  readonly now?: () => number;
}

/** A journal that forgets all when the process ends, and otherwise does what the one on the disk does: for tests. */
export function createMemoryJournal({ now = systemNow }: MemoryJournalOptions = {}): Journal {
  return createStoreJournal(createStore(), now);
}

export function createStoreJournal(store: Store, now: () => number): Journal {
  let isClosed = false;

  /** One transaction: no other method runs while the work does. */
  async function transact<Result>(work: (store: Store) => Result): Promise<Result> {
    if (isClosed) throw new JournalError('closed', 'The journal is closed.');
    try {
      return work(store);
    } finally {
      store.undo.length = 0;
    }
  }

  return {
    isLasting: false,
    acceptSignal: (row, messages) =>
      transact((to) => {
        const known = to.signals.get(to.signalsByKey.get(row.key) ?? '');
        if (known !== undefined) return { fresh: false, row: known };
        if (to.signals.get(row.id) !== undefined) {
          throw new JournalError('id-taken', `Another signal has the id ${row.id}.`);
        }
        const stored = { ...row };
        to.signals.put(row.id, stored);
        to.signalsByKey.put(row.key, row.id);
        for (const message of messages) putMessage(to, message);
        return { fresh: true, row: stored };
      }),
    commit: (changes) => transact((to) => commit(to, changes, now())),
    listSignals: (filter) => transact((from) => listSignals(from, filter)),
    listIntents: (filter) => transact((from) => listIntents(from, filter)),
    listFills: (filter) => transact((from) => listFills(from, filter)),
    readLedger: () => transact(readLedger),
    listOutbox: (filter) => transact((from) => listOutbox(from, filter)),
    outboxDepth: () => transact(outboxDepth),
    acceptUpdates: (rows) =>
      transact(({ updates }) => {
        const known = updates.rows().length;
        for (const row of rows)
          if (updates.get(`${row.updateId}`) === undefined) updates.put(`${row.updateId}`, { ...row });
        return updates.rows().length - known;
      }),
    listPendingUpdates: () =>
      transact(({ updates }) =>
        updates
          .rows()
          .filter(({ state }) => state === 'pending')
          .toSorted((a, b) => a.updateId - b.updateId),
      ),
    getConfirm: (nonce) => transact(({ confirms }) => confirms.get(nonce) ?? null),
    readFlags: () => transact(({ flags }) => Object.fromEntries(flags.rows())),
    listAudit: (newest) => transact(({ audit }) => audit.toReversed().slice(0, newest)),
    prune: (before) => transact((from) => prune(from, before)),
    lease: (request) =>
      transact(({ leases }) => {
        const at = now();
        const lease = nextLease(leases.get(request.name), request, at);
        if (lease !== undefined) leases.put(request.name, lease);
        return {
          isHeld: lease?.owner === request.owner && lease.expiresAt > at,
          lease: lease === undefined ? null : { ...lease },
          at,
        };
      }),
    writeState: () => ({ isWritable: true }),
    async close() {
      isClosed = true;
    },
  };
}

function commit(store: Store, changes: readonly JournalChange[], at: number): CommitResult {
  for (const [index, change] of changes.entries()) {
    if (applyChange(store, change, at)) continue;
    for (const reverse of store.undo.toReversed()) reverse();
    return { ok: false, index, conflict: change.type };
  }
  return { ok: true };
}
