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
export async function insertIntent(scope: SqlScope, intent: IntentRow): Promise<boolean> {
  const { trx, connection, statements } = scope;
  const { signalId } = intent;
  const findSignal = () =>
    statements.run(connection, 'has signal', [signalId], () =>
      trx.selectFrom('signals').select('id').where('id', '=', signalId),
    );
  const { names, values } = columnsOf(intent);
  const insert = () =>
    statements.run(connection, `insert intent${names}`, values, () =>
      trx
        .insertInto('intents')
        .values(intent)
        .onConflict((on) => on.doNothing()),
    );
  return isWrittenUnder(scope, findSignal, insert);
}

/** False: the fill is known, or its intent is not. */
export async function insertFill(scope: SqlScope, fill: FillRow): Promise<boolean> {
  const { trx, connection, statements } = scope;
  const { intentId } = fill;
  const { names, values } = columnsOf(fill);
  const insert = () =>
    statements.run(connection, `insert fill${names}`, values, () =>
      trx
        .insertInto('fills')
        .values(fill)
        .onConflict((on) => on.doNothing()),
    );
  if (intentId === null) return isWritten(await insert());
  const findIntent = () =>
    statements.run(connection, 'has intent', [intentId], () =>
      trx.selectFrom('intents').select('id').where('id', '=', intentId),
    );
  return isWrittenUnder(scope, findIntent, insert);
}

type Run = () => Promise<QueryResult<unknown>>;

/** False: the row is known, or what it belongs to is not. */
async function isWrittenUnder({ traits }: SqlScope, find: Run, insert: Run): Promise<boolean> {
  const { isOrphan } = traits;
  if (isOrphan === null) return (await find()).rows.length > 0 && isWritten(await insert());
  try {
    return isWritten(await insert());
  } catch (error) {
    if (isOrphan(error)) return false;
    throw error;
  }
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
