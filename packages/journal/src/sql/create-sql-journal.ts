import type { CommitResult, JournalChange } from '../port/change.ts';
import { JournalError } from '../port/journal-error.ts';
import type { Journal } from '../port/journal.ts';
import type { OutboxMessage } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import { applyChange } from './apply-change.ts';
import { insertMessage, isInserted } from './insert.ts';
import { prune } from './prune.ts';
import { listFills, listIntents, listOutbox, listSignals, outboxDepth } from './queries.ts';
import { withoutSequence } from './rows.ts';
import type { Database, JournalTransaction } from './tables.ts';

/** The port over an open database; `close` is called once, after the last method that was under way. */
export function createSqlJournal(database: Database, now: () => number, close: () => Promise<void>): Journal {
  let closing: Promise<void> | null = null;

  async function read<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    if (closing !== null) throw new JournalError('closed', 'The journal is closed.');
    return work(database);
  }
  const transact = <Result>(work: (trx: JournalTransaction) => Promise<Result>): Promise<Result> =>
    read((open) => open.transaction().execute(work));

  return {
    acceptSignal: (row, messages) => transact((trx) => acceptSignal(trx, row, messages)),
    commit: (changes) =>
      transact((trx) => commit(trx, changes, now())).catch((error: unknown) => {
        if (error instanceof Conflict) return error.result;
        throw error;
      }),
    listSignals: (filter) => read((from) => listSignals(from, filter)),
    listIntents: (filter) => read((from) => listIntents(from, filter)),
    listFills: (filter) => read((from) => listFills(from, filter)),
    readLedger: () =>
      transact(async (trx) => ({
        streams: await trx.selectFrom('streams').selectAll().orderBy('stream').execute(),
        ledger: await trx.selectFrom('ledger').selectAll().orderBy('stream').orderBy('brokerId').execute(),
      })),
    listOutbox: (filter) => read((from) => listOutbox(from, filter)),
    outboxDepth: () => read(outboxDepth),
    acceptUpdates: (rows) =>
      transact(async (trx) => {
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
    prune: (before) => transact((trx) => prune(trx, before)),
    close: () =>
      (closing ??= database
        .connection()
        .execute(async () => {})
        .then(close)),
  };
}

/** Carries the answer out of the transaction that it rolls back. */
class Conflict extends Error {
  readonly result: CommitResult;

  constructor(result: CommitResult) {
    super('A change did not find its row as it expected.');
    this.result = result;
  }
}

async function commit(trx: JournalTransaction, changes: readonly JournalChange[], at: number): Promise<CommitResult> {
  for (const [index, change] of changes.entries()) {
    if (!(await applyChange(trx, change, at))) throw new Conflict({ ok: false, index, conflict: change.type });
  }
  return { ok: true };
}

async function acceptSignal(
  trx: JournalTransaction,
  row: SignalRow,
  messages: readonly OutboxMessage[],
): Promise<{ readonly fresh: boolean; readonly row: SignalRow }> {
  if (
    await isInserted(
      trx
        .insertInto('signals')
        .values(row)
        .onConflict((on) => on.doNothing()),
    )
  ) {
    for (const message of messages) await insertMessage(trx, message);
    return { fresh: true, row };
  }
  const known = await trx.selectFrom('signals').selectAll().where('key', '=', row.key).executeTakeFirst();
  if (known === undefined) throw new JournalError('id-taken', `Another signal has the id ${row.id}.`);
  return { fresh: false, row: withoutSequence(known) };
}
