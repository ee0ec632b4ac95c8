import type { UpdateResult } from 'kysely';
import { nextAuditRow } from '../port/audit-chain.ts';
import { OUTBOX_TRANSITIONS, SIGNAL_TRANSITIONS } from '../port/transitions.ts';
import type { ChangeOf } from '../rules/change-of.ts';
import { nextConfirm } from '../rules/next-confirm.ts';
import { intentBefore } from '../rules/intent-before.ts';
import { statesBefore } from '../rules/states-before.ts';
import { columnsOf } from './columns.ts';
import type { Step } from './condense.ts';
import type { SqlScope } from './engine.ts';
import { insertFill, insertIntent, insertMessage, isInserted, isWritten } from './insert.ts';
import { isLeaseHeld } from './lease.ts';
import { lockRow } from './lock-row.ts';
import { isStateOneOf } from './is-state-one-of.ts';
import type { JournalTransaction } from './tables.ts';

/** Applies one step; false: what it expected was not so, and the transaction must not be committed. */
export async function applyStep(scope: SqlScope, { change, count }: Step): Promise<boolean> {
  const { trx, traits } = scope;
  switch (change.type) {
    case 'signal-update':
      return updateSignal(scope, change);
    case 'intent-insert':
      return insertIntent(scope, change.intent);
    case 'intent-update':
      return updateIntent(scope, change, count);
    case 'fill-insert':
      return insertFill(scope, change.fill);
    case 'stream-put':
      return putStream(scope, change, count);
    case 'ledger-put':
      return putLedger(scope, change, count);
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

async function updateSignal(
  { trx, connection, statements, at }: SqlScope,
  { id, from, patch }: ChangeOf<'signal-update'>,
): Promise<boolean> {
  const states = statesBefore(SIGNAL_TRANSITIONS, patch.state).filter((state) => from.includes(state));
  if (states.length === 0) return false;
  const set = { ...patch, updatedAt: at };
  const { names, values } = columnsOf(set);
  return isWritten(
    await statements.run(connection, `update signal${names} of ${states.join()}`, [...values, id], () =>
      trx.updateTable('signals').set(set).where('id', '=', id).where(isStateOneOf(states)),
    ),
  );
}

async function updateIntent(
  { trx, connection, statements, at }: SqlScope,
  { id, version, patch }: ChangeOf<'intent-update'>,
  count: number,
): Promise<boolean> {
  const before = intentBefore(patch);
  if (before === null) return false;
  const { states, attempt } = before;
  const set = { ...patch, version: version + count, updatedAt: at };
  const { names, values } = columnsOf(set);
  const demands = attempt === undefined ? [id, version] : [id, version, attempt];
  return isWritten(
    await statements.run(connection, `update intent${names} of ${states.join()}`, [...values, ...demands], () => {
      const query = trx.updateTable('intents').set(set).where('id', '=', id).where('version', '=', version);
      const judged = attempt === undefined ? query : query.where('attempt', '=', attempt);
      return judged.where(isStateOneOf(states));
    }),
  );
}

async function putStream(
  { trx, connection, statements }: SqlScope,
  { version, row }: ChangeOf<'stream-put'>,
  count: number,
): Promise<boolean> {
  const next = { ...row, version: version + count };
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
  count: number,
): Promise<boolean> {
  const next = { ...row, version: version + count };
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

async function updateOutbox(
  { trx, connection, statements }: SqlScope,
  { sequence, patch }: ChangeOf<'outbox-update'>,
): Promise<boolean> {
  const states = statesBefore(OUTBOX_TRANSITIONS, patch.state);
  const { names, values } = columnsOf(patch);
  return isWritten(
    await statements.run(connection, `update message${names} of ${states.join()}`, [...values, sequence], () =>
      trx
        .updateTable('outbox')
        // a patch of nothing writes what is there
        .set(names === '' ? (eb) => ({ state: eb.ref('state') }) : patch)
        .where('sequence', '=', sequence)
        .where(isStateOneOf(states)),
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
