import type { CommitResult, JournalChange } from '../port/change.ts';
import { JournalError } from '../port/journal-error.ts';
import type { Journal } from '../port/journal.ts';
import type { OutboxMessage } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import { commitChanges } from './commit-changes.ts';
import { Conflict } from './conflict.ts';
import { connectionOf } from './connection-of.ts';
import type { SqlEngine, SqlScope, WriteKind } from './engine.ts';
import { type Acceptance, type Accepted, gatherAccepts } from './gather-accepts.ts';
import { gatherCommits } from './gather-commits.ts';
import { insertMessage, insertSignal, isInserted } from './insert.ts';
import { createKnownStatements } from './known-statements.ts';
import { lease } from './lease.ts';
import { prune, pruneInParts } from './prune.ts';
import { listFills, listIntents, listOutbox, listSignals, outboxDepth } from './queries.ts';
import { toLedgerRow, withoutSequence } from './rows.ts';
import { createTurns } from './turns.ts';
import { systemLater, systemTurn } from '../system-timers.ts';
import type { Database, JournalTransaction } from './tables.ts';

/** The port over an open database. */
export function createSqlJournal(engine: SqlEngine, now: () => number): Journal {
  const { traits } = engine;
  const turns = createTurns();
  const statements = createKnownStatements();
  const scopeOf = async (trx: JournalTransaction): Promise<SqlScope> => {
    const connection = await connectionOf(trx);
    return { trx, connection, traits, statements, at: now() };
  };
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;

  async function track<Result>(work: () => Promise<Result>): Promise<Result> {
    if (closing !== null) throw new JournalError('closed', 'The journal is closed.');
    const running = work();
    underWay.add(running);
    try {
      return await running;
    } finally {
      underWay.delete(running);
    }
  }
  const read = <Result>(work: (database: Database) => Promise<Result>) => track(() => engine.read(work));
  const transact = <Result>(work: (scope: SqlScope) => Promise<Result>, kind: WriteKind = 'other') =>
    track(() => engine.transact(async (trx) => work(await scopeOf(trx)), kind));
  const write = (changes: readonly JournalChange[], kind: WriteKind = 'other'): Promise<CommitResult> =>
    engine
      .transact(async (trx) => commitChanges(await scopeOf(trx), changes), kind)
      .catch((error: unknown) => {
        if (error instanceof Conflict) return error.result;
        throw error;
      });
  const gather = gatherCommits({
    write,
    inTurn: (changes, work) => turns.take(changes, work),
    turn: systemTurn,
    later: systemLater,
  });

  const acceptTogether = gatherAccepts({
    write: (some) =>
      engine.transact(async (trx) => {
        const scope = await scopeOf(trx);
        return acceptSignals(scope, some);
      }, 'alert'),
    turn: systemTurn,
  });

  return {
    isLasting: true,
    acceptSignal: (row, messages) => {
      const isAlert = row.source.startsWith('route:');
      if (isAlert && !engine.keepsOrder) return track(() => acceptTogether({ row, messages }));
      return transact((scope) => acceptSignal(scope, row, messages), isAlert ? 'alert' : 'other');
    },
    commit: (changes, { isPatient = false } = {}) =>
      track(() => {
        if (engine.keepsOrder) return write(changes, isPatient ? 'patient' : 'other');
        return gather(changes, isPatient);
      }),
    listSignals: (filter) => read((from) => listSignals(from, traits, filter)),
    listIntents: (filter) => read((from) => listIntents(from, traits, filter)),
    listFills: (filter) => read((from) => listFills(from, filter)),
    readLedger: () =>
      track(() =>
        engine.snapshot(async (trx) => {
          const streams = await trx.selectFrom('streams').selectAll().orderBy('stream').execute();
          const ledger = await trx.selectFrom('ledger').selectAll().orderBy('stream').orderBy('brokerId').execute();
          return { streams, ledger: ledger.map(toLedgerRow) };
        }),
      ),
    listOutbox: (filter) => read((from) => listOutbox(from, filter)),
    outboxDepth: () => read(outboxDepth),
    acceptUpdates: (rows) =>
      transact(async ({ trx }) => {
        let fresh = 0;
        for (const row of rows) {
          if (
            await isInserted(
              trx
                .insertInto('updates')
                .values(row)
                .onConflict((on) => on.doNothing()),
            )
          )
            fresh += 1;
        }
        return fresh;
      }),
    listPendingUpdates: () =>
      read((from) =>
        from.selectFrom('updates').selectAll().where('state', '=', 'pending').orderBy('updateId').execute(),
      ),
    getConfirm: async (nonce) =>
      (await read((from) => from.selectFrom('confirms').selectAll().where('nonce', '=', nonce).executeTakeFirst())) ??
      null,
    readFlags: async () => {
      const flags = await read((from) => from.selectFrom('flags').selectAll().orderBy('name').execute());
      return Object.fromEntries(flags.map(({ name, value }) => [name, value]));
    },
    listAudit: (newest) =>
      read((from) => from.selectFrom('audit').selectAll().orderBy('sequence', 'desc').limit(newest).execute()),
    prune: (times) => pruneInParts(times, (before) => transact(({ trx }) => prune(trx, traits, before))),
    lease: (request) => transact(({ trx }) => lease(trx, traits, request)),
    writeState: () => engine.writeState(),
    close: () => (closing ??= Promise.allSettled(underWay).then(() => engine.close())),
  };
}

async function acceptSignals(scope: SqlScope, some: readonly Acceptance[]): Promise<readonly Accepted[]> {
  const running = some.map(({ row, messages }) => acceptSignal(scope, row, messages));
  // fails with what failed first: the others then say that the transaction is lost
  const all = Promise.all(running);
  // a transaction must not end while something is still to be sent into it
  await Promise.allSettled([all, ...running]);
  return all;
}

async function acceptSignal(scope: SqlScope, row: SignalRow, messages: readonly OutboxMessage[]): Promise<Accepted> {
  if (await insertSignal(scope, row)) {
    for (const message of messages) await insertMessage(scope, message);
    return { fresh: true, row };
  }
  const known = await scope.trx.selectFrom('signals').selectAll().where('key', '=', row.key).executeTakeFirst();
  if (known === undefined) throw new JournalError('id-taken', `Another signal has the id ${row.id}.`);
  return { fresh: false, row: withoutSequence(known) };
}
