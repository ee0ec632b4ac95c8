import type { InsertResult, QueryResult } from 'kysely';
import type { OutboxPatch } from '../port/change.ts';
import type { IntentRow } from '../port/intent-row.ts';
import type { FillRow } from '../port/ledger-row.ts';
import type { OutboxMessage } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import { newOutboxRow } from '../rules/outbox.ts';
import { columnsOf } from './columns.ts';
import type { SqlScope } from './engine.ts';

/** Runs the insert; false: nothing was inserted because the row is known. */
export async function isInserted(query: { executeTakeFirst(): Promise<InsertResult | undefined> }): Promise<boolean> {
  return (await query.executeTakeFirst())?.numInsertedOrUpdatedRows === 1n;
}

/** The statement wrote its row. */
export function isWritten({ numAffectedRows }: QueryResult<unknown>): boolean {
  return numAffectedRows === 1n;
}

/** False: its key or its id is known. */
export async function insertSignal({ trx, connection, statements }: SqlScope, signal: SignalRow): Promise<boolean> {
  const { names, values } = columnsOf(signal);
  return isWritten(
    await statements.run(connection, `insert signal${names}`, values, () =>
      trx
        .insertInto('signals')
        .values(signal)
        .onConflict((on) => on.doNothing()),
    ),
  );
}

/** False: the intent is known, or its signal is not. */
export async function insertIntent({ trx, connection, statements }: SqlScope, intent: IntentRow): Promise<boolean> {
  const { signalId } = intent;
  const signals = await statements.run(connection, 'has signal', [signalId], () =>
    trx.selectFrom('signals').select('id').where('id', '=', signalId),
  );
  if (signals.rows.length === 0) return false;
  const { names, values } = columnsOf(intent);
  return isWritten(
    await statements.run(connection, `insert intent${names}`, values, () =>
      trx
        .insertInto('intents')
        .values(intent)
        .onConflict((on) => on.doNothing()),
    ),
  );
}

/** False: the fill is known, or its intent is not. */
export async function insertFill({ trx, connection, statements }: SqlScope, fill: FillRow): Promise<boolean> {
  const { intentId } = fill;
  if (intentId !== null) {
    const intents = await statements.run(connection, 'has intent', [intentId], () =>
      trx.selectFrom('intents').select('id').where('id', '=', intentId),
    );
    if (intents.rows.length === 0) return false;
  }
  const { names, values } = columnsOf(fill);
  return isWritten(
    await statements.run(connection, `insert fill${names}`, values, () =>
      trx
        .insertInto('fills')
        .values(fill)
        .onConflict((on) => on.doNothing()),
    ),
  );
}

/** Queues the message unless its event was told to this target before. */
export async function insertMessage(
  { trx, connection, statements }: SqlScope,
  message: OutboxMessage,
  patch?: OutboxPatch,
): Promise<void> {
  const row = newOutboxRow(message, patch);
  const { names, values } = columnsOf(row);
  await statements.run(connection, `insert message${names}`, values, () =>
    trx
      .insertInto('outbox')
      .values(row)
      .onConflict((on) => on.columns(['eventId', 'target']).doNothing()),
  );
}
