import { INTENT_END_STATES } from '../port/intent-row.ts';
import { isOneOf } from './is-one-of.ts';
import type { JournalTransaction } from './tables.ts';

/** Removes what ended before the time; resolves with how many rows that were. */
export async function prune(trx: JournalTransaction, before: number): Promise<number> {
  const signals = trx
    .selectFrom('signals')
    .select('id')
    .where('state', 'in', ['refused', 'done'])
    .where('updatedAt', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('intents')
            .select('intents.id')
            .whereRef('intents.signalId', '=', 'signals.id')
            .where(({ or, eb }) =>
              or([eb('intents.updatedAt', '>=', before), not(isOneOf('intents.state', INTENT_END_STATES))]),
            ),
        ),
      ),
    );
  // chosen once: the statements below must agree on it
  const ids = (await signals.execute()).map(({ id }) => id);
  const intents = trx.selectFrom('intents').select('id').where(isOneOf('signalId', ids));
  const removed = [
    await trx.deleteFrom('fills').where('intentId', 'in', intents).returning('tradeId').execute(),
    await trx
      .deleteFrom('fills')
      .where('intentId', 'is', null)
      .where('venueAt', '<', before)
      .returning('tradeId')
      .execute(),
    await trx.deleteFrom('intents').where(isOneOf('signalId', ids)).returning('id').execute(),
    await trx.deleteFrom('signals').where(isOneOf('id', ids)).returning('id').execute(),
    await trx
      .deleteFrom('outbox')
      .where('state', 'in', ['sent', 'dead'])
      .where('createdAt', '<', before)
      .returning('sequence')
      .execute(),
    await trx
      .deleteFrom('updates')
      .where('state', '=', 'done')
      .where('receivedAt', '<', before)
      .returning('updateId')
      .execute(),
    await trx
      .deleteFrom('confirms')
      .where('state', '!=', 'executing')
      .where('expiresAt', '<', before)
      .returning('nonce')
      .execute(),
  ];
  return removed.reduce((total, rows) => total + rows.length, 0);
}
