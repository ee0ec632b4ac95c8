import type { UpdateResult } from 'kysely';
import { nextAuditRow } from '../port/audit-chain.ts';
import type { JournalChange } from '../port/change.ts';
import type { ChangeOf } from '../rules/change-of.ts';
import { nextConfirm } from '../rules/next-confirm.ts';
import { nextIntent } from '../rules/next-intent.ts';
import { nextSignal } from '../rules/next-signal.ts';
import { nextOutbox } from '../rules/outbox.ts';
import type { SqlScope } from './engine.ts';
import { insertFill, insertIntent, insertMessage, isInserted } from './insert.ts';
import { isGuardMet } from './lease.ts';
import { lockRow } from './lock-row.ts';
import { toOutboxRow } from './rows.ts';
import type { JournalTransaction } from './tables.ts';

/**
 * Applies one change; false: the row was not as the change expected it, or its lease is lost, and the transaction must not
 * be committed.
 */
export async function applyChange(scope: SqlScope, change: JournalChange): Promise<boolean | 'lease-lost'> {
  const { trx, traits } = scope;
  switch (change.type) {
    case 'signal-update':
      return updateSignal(scope, change);
    case 'intent-insert':
      return insertIntent(trx, change.intent);
    case 'intent-update':
      return updateIntent(scope, change);
    case 'fill-insert':
      return insertFill(trx, change.fill);
    case 'stream-put':
      return putStream(trx, change);
    case 'ledger-put':
      return putLedger(trx, change);
    case 'outbox-insert':
      await insertMessage(trx, change.message, change.patch);
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
    default:
      return change satisfies never;
  }
}

async function updateSignal({ trx, traits, at }: SqlScope, change: ChangeOf<'signal-update'>): Promise<boolean> {
  const row = await trx
    .selectFrom('signals')
    .selectAll()
    .where('id', '=', change.id)
    .$call(lockRow(traits))
    .executeTakeFirst();
  const next = nextSignal(row, change, at);
  if (next === null) return false;
  return isUpdated(
    trx
      .updateTable('signals')
      .set({ ...change.patch, updatedAt: next.updatedAt })
      .where('id', '=', change.id),
  );
}

async function updateIntent(
  { trx, traits, at }: SqlScope,
  change: ChangeOf<'intent-update'>,
): Promise<boolean | 'lease-lost'> {
  const { id, version, patch, lease } = change;
  const row = await trx
    .selectFrom('intents')
    .selectAll()
    .where('id', '=', id)
    .$call(lockRow(traits))
    .executeTakeFirst();
  const next = nextIntent(row, change, at);
  if (next === null) return false;
  const update = trx
    .updateTable('intents')
    .set({ ...patch, version: next.version, updatedAt: next.updatedAt })
    .where('id', '=', id)
    .where('version', '=', version);
  if (lease === undefined) return isUpdated(update);
  // the row is locked and of this version: it can only be the lease
  return (await isUpdated(update.where(isGuardMet(traits, lease)))) || 'lease-lost';
}

function putStream(trx: JournalTransaction, { version, row }: ChangeOf<'stream-put'>): Promise<boolean> {
  const next = { ...row, version: version + 1 };
  return version === 0
    ? isInserted(
        trx
          .insertInto('streams')
          .values(next)
          .onConflict((on) => on.doNothing()),
      )
    : isUpdated(trx.updateTable('streams').set(next).where('stream', '=', row.stream).where('version', '=', version));
}

function putLedger(trx: JournalTransaction, { version, row }: ChangeOf<'ledger-put'>): Promise<boolean> {
  const next = { ...row, version: version + 1 };
  return version === 0
    ? isInserted(
        trx
          .insertInto('ledger')
          .values(next)
          .onConflict((on) => on.doNothing()),
      )
    : isUpdated(
        trx
          .updateTable('ledger')
          .set(next)
          .where('brokerId', '=', row.brokerId)
          .where('stream', '=', row.stream)
          .where('version', '=', version),
      );
}

async function updateOutbox({ trx, traits }: SqlScope, change: ChangeOf<'outbox-update'>): Promise<boolean> {
  const row = await trx
    .selectFrom('outbox')
    .selectAll()
    .where('sequence', '=', change.sequence)
    .$call(lockRow(traits))
    .executeTakeFirst();
  const next = nextOutbox(row && toOutboxRow(row), change);
  if (next === null) return false;
  return isUpdated(
    trx
      .updateTable('outbox')
      .set({ ...change.patch, state: next.state })
      .where('sequence', '=', change.sequence),
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
