import type { InsertResult } from 'kysely';
import type { OutboxPatch } from '../port/change.ts';
import type { IntentRow } from '../port/intent-row.ts';
import type { FillRow } from '../port/ledger-row.ts';
import type { OutboxMessage } from '../port/outbox-row.ts';
import { newOutboxRow } from '../rules/outbox.ts';
import type { JournalTransaction } from './tables.ts';

/** Runs the insert; false: nothing was inserted because the row is known. */
export async function isInserted(query: { executeTakeFirst(): Promise<InsertResult | undefined> }): Promise<boolean> {
  return (await query.executeTakeFirst())?.numInsertedOrUpdatedRows === 1n;
}

/** False: the intent is known, or its signal is not. */
export async function insertIntent(trx: JournalTransaction, intent: IntentRow): Promise<boolean> {
  const signal = await trx.selectFrom('signals').select('id').where('id', '=', intent.signalId).executeTakeFirst();
  if (signal === undefined) return false;
  return isInserted(
    trx
      .insertInto('intents')
      .values(intent)
      .onConflict((on) => on.doNothing()),
  );
}

/** False: the fill is known, or its intent is not. */
export async function insertFill(trx: JournalTransaction, fill: FillRow): Promise<boolean> {
  if (fill.intentId !== null) {
    const intent = await trx.selectFrom('intents').select('id').where('id', '=', fill.intentId).executeTakeFirst();
    if (intent === undefined) return false;
  }
  return isInserted(
    trx
      .insertInto('fills')
      .values(fill)
      .onConflict((on) => on.doNothing()),
  );
}

/** Queues the message unless its event was told to this target before. */
export async function insertMessage(
  trx: JournalTransaction,
  message: OutboxMessage,
  patch?: OutboxPatch,
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values(newOutboxRow(message, patch))
    .onConflict((on) => on.columns(['eventId', 'target']).doNothing())
    .execute();
}
