import type { UpdateResult } from 'kysely';
import { nextAuditRow } from '../port/audit-chain.ts';
import type { JournalChange } from '../port/change.ts';
import type { ChangeOf } from '../rules/change-of.ts';
import { nextConfirm } from '../rules/next-confirm.ts';
import { nextIntent } from '../rules/next-intent.ts';
import { nextSignal } from '../rules/next-signal.ts';
import { nextOutbox } from '../rules/outbox.ts';
import { columnsOf } from './columns.ts';
import type { SqlScope } from './engine.ts';
import { insertFill, insertIntent, insertMessage, isInserted, isWritten } from './insert.ts';
import { isLeaseHeld } from './lease.ts';
import { lockRow } from './lock-row.ts';
import { toOutboxRow } from './rows.ts';
import type { JournalTransaction } from './tables.ts';

/** Applies one change; false: what it expected was not so, and the transaction must not be committed. */
export async function applyChange(scope: SqlScope, change: JournalChange): Promise<boolean> {
  const { trx, traits } = scope;
  switch (change.type) {
    case 'signal-update':
      return updateSignal(scope, change);
    case 'intent-insert':
      return insertIntent(scope, change.intent);
    case 'intent-update':
      return updateIntent(scope, change);
    case 'fill-insert':
      return insertFill(scope, change.fill);
    case 'stream-put':
      return putStream(scope, change);
    case 'ledger-put':
      return putLedger(scope, change);
    case 'outbox-insert':
      await insertMessage(scope, change.message, change.patch);
      return true;
    case 'outbox-update':
      return updateOutbox(scope, change);
    case 'update-done':
      return isUpdated(
        trx
          .updateTable('updates')
          .set({ state: 'done' })
          .where('updateId', '=', change.updateId)
          .where('state', '=', 'pending'),
      );
    case 'confirm-insert':
      return isInserted(
        trx
          .insertInto('confirms')
          .values(change.row)
          .onConflict((on) => on.doNothing()),
      );
    case 'confirm-update':
      return updateConfirm(scope, change);
    case 'flag-put':
      await putFlag(trx, change);
      return true;
    case 'audit-append': {
      await traits.lockAudit(trx);
      const newest = await trx.selectFrom('audit').selectAll().orderBy('sequence', 'desc').limit(1).executeTakeFirst();
      return isInserted(trx.insertInto('audit').values(nextAuditRow(newest, change.entry)));
    }
    case 'lease-held':
      return isLeaseHeld(scope, change.guard);
    default:
      return change satisfies never;
  }
}

async function updateSignal(scope: SqlScope, change: ChangeOf<'signal-update'>): Promise<boolean> {
  const { trx, connection, traits, statements, at } = scope;
  const { id } = change;
  const found = await statements.run(connection, 'signal', [id], () =>
    trx.selectFrom('signals').select('state').where('id', '=', id).$call(lockRow(traits)),
  );
  const next = nextSignal(found.rows[0], change, at);
  if (next === null) return false;
  const set = { ...change.patch, updatedAt: next.updatedAt };
  const { names, values } = columnsOf(set);
  return isWritten(
    await statements.run(connection, `update signal${names}`, [...values, id], () =>
      trx.updateTable('signals').set(set).where('id', '=', id),
    ),
  );
}

async function updateIntent(scope: SqlScope, change: ChangeOf<'intent-update'>): Promise<boolean> {
  const { trx, connection, traits, statements, at } = scope;
  const { id, version, patch } = change;
  const found = await statements.run(connection, 'intent', [id], () =>
    trx.selectFrom('intents').select(['version', 'state', 'attempt']).where('id', '=', id).$call(lockRow(traits)),
  );
  const next = nextIntent(found.rows[0], change, at);
  if (next === null) return false;
  const set = { ...patch, version: next.version, updatedAt: next.updatedAt };
  const { names, values } = columnsOf(set);
  return isWritten(
    await statements.run(connection, `update intent${names}`, [...values, id, version], () =>
      trx.updateTable('intents').set(set).where('id', '=', id).where('version', '=', version),
    ),
  );
}

async function putStream(
  { trx, connection, statements }: SqlScope,
  { version, row }: ChangeOf<'stream-put'>,
): Promise<boolean> {
  const next = { ...row, version: version + 1 };
  const { names, values } = columnsOf(next);
  if (version === 0) {
    return isWritten(
      await statements.run(connection, `insert stream${names}`, values, () =>
        trx
          .insertInto('streams')
          .values(next)
          .onConflict((on) => on.doNothing()),
      ),
    );
  }
  const { stream } = row;
  return isWritten(
    await statements.run(connection, `update stream${names}`, [...values, stream, version], () =>
      trx.updateTable('streams').set(next).where('stream', '=', stream).where('version', '=', version),
    ),
  );
}

async function putLedger(
  { trx, connection, statements }: SqlScope,
  { version, row }: ChangeOf<'ledger-put'>,
): Promise<boolean> {
  const next = { ...row, version: version + 1 };
  const { names, values } = columnsOf(next);
  if (version === 0) {
    return isWritten(
      await statements.run(connection, `insert ledger${names}`, values, () =>
        trx
          .insertInto('ledger')
          .values(next)
          .onConflict((on) => on.doNothing()),
      ),
    );
  }
  const { brokerId, stream } = row;
  return isWritten(
    await statements.run(connection, `update ledger${names}`, [...values, brokerId, stream, version], () =>
      trx
        .updateTable('ledger')
        .set(next)
        .where('brokerId', '=', brokerId)
        .where('stream', '=', stream)
        .where('version', '=', version),
    ),
  );
}

async function updateOutbox(scope: SqlScope, change: ChangeOf<'outbox-update'>): Promise<boolean> {
  const { trx, connection, traits, statements } = scope;
  const { sequence } = change;
  const { rows } = await statements.run(connection, 'message', [sequence], () =>
    trx.selectFrom('outbox').selectAll().where('sequence', '=', sequence).$call(lockRow(traits)),
  );
  const next = nextOutbox(rows[0] && toOutboxRow(rows[0]), change);
  if (next === null) return false;
  const set = { ...change.patch, state: next.state };
  const { names, values } = columnsOf(set);
  return isWritten(
    await statements.run(connection, `update message${names}`, [...values, sequence], () =>
      trx.updateTable('outbox').set(set).where('sequence', '=', sequence),
    ),
  );
}

async function updateConfirm({ trx, traits }: SqlScope, change: ChangeOf<'confirm-update'>): Promise<boolean> {
  const row = await trx
    .selectFrom('confirms')
    .selectAll()
    .where('nonce', '=', change.nonce)
    .$call(lockRow(traits))
    .executeTakeFirst();
  const next = nextConfirm(row, change);
  if (next === null) return false;
  return isUpdated(
    trx
      .updateTable('confirms')
      .set({ ...change.patch, state: next.state })
      .where('nonce', '=', change.nonce),
  );
}

async function putFlag(trx: JournalTransaction, { name, value }: ChangeOf<'flag-put'>): Promise<void> {
  if (value === null) await trx.deleteFrom('flags').where('name', '=', name).execute();
  else {
    await trx
      .insertInto('flags')
      .values({ name, value })
      .onConflict((on) => on.column('name').doUpdateSet({ value }))
      .execute();
  }
}

async function isUpdated(query: { executeTakeFirst(): Promise<UpdateResult | undefined> }): Promise<boolean> {
  return (await query.executeTakeFirst())?.numUpdatedRows === 1n;
}
