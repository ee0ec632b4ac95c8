import { sql } from 'kysely';
import { INTENT_END_STATES } from '../port/intent-row.ts';
import { PRUNE_TABLES, pruneEachBefore, type PruneBefore } from '../port/prune-before.ts';
import type { SqlTraits } from './engine.ts';
import type { JournalTransaction } from './tables.ts';

/** Rows of one table that one part removes: other work waits for it. */
const AT_ONCE = 250;

/** Removes what ended before the times, table by table and a part at a time; resolves with how many rows that were. */
export async function pruneInParts(
  times: number | PruneBefore,
  part: (of: PruneBefore) => Promise<number>,
): Promise<number> {
  const before = pruneEachBefore(times);
  let total = 0;
  for (const table of PRUNE_TABLES) {
    if (before[table] === undefined) continue;
    for (let removed = AT_ONCE; removed >= AT_ONCE; total += removed) removed = await part({ [table]: before[table] });
  }
  return total;
}

/** A part of what ended before the times; resolves with how many rows that were, fewer than a whole one for the last. */
export async function prune(trx: JournalTransaction, traits: SqlTraits, before: PruneBefore): Promise<number> {
  let removed = 0;
  const count = async (query: { execute(): Promise<readonly unknown[]> }) => {
    removed += (await query.execute()).length;
  };
  if (before.signals !== undefined) removed += await pruneSignals(trx, traits, before.signals);
  if (before.fills !== undefined) {
    await count(
      trx
        .deleteFrom('fills')
        .where(
          'sequence',
          'in',
          trx
            .selectFrom('fills')
            .select('sequence')
            .where('intentId', 'is', null)
            .where('venueAt', '<', before.fills)
            .limit(AT_ONCE),
        )
        .returning('tradeId'),
    );
  }
  if (before.outbox !== undefined) {
    await count(
      trx
        .deleteFrom('outbox')
        .where(
          'sequence',
          'in',
          trx
            .selectFrom('outbox')
            .select('sequence')
            .where('state', 'in', ['sent', 'dead'])
            .where('createdAt', '<', before.outbox)
            .limit(AT_ONCE),
        )
        .returning('sequence'),
    );
  }
  if (before.updates !== undefined) {
    await count(
      trx
        .deleteFrom('updates')
        .where(
          'updateId',
          'in',
          trx
            .selectFrom('updates')
            .select('updateId')
            .where('state', '=', 'done')
            .where('receivedAt', '<', before.updates)
            .limit(AT_ONCE),
        )
        .returning('updateId'),
    );
  }
  if (before.confirms !== undefined) {
    await count(
      trx
        .deleteFrom('confirms')
        .where(
          'nonce',
          'in',
          trx
            .selectFrom('confirms')
            .select('nonce')
            .where('state', '!=', 'executing')
            .where('expiresAt', '<', before.confirms)
            .limit(AT_ONCE),
        )
        .returning('nonce'),
    );
  }
  if (before.audit !== undefined) removed += await pruneAudit(trx, traits, before.audit);
  if (before.streams !== undefined) removed += await pruneStreams(trx, traits, before.streams);
  return removed;
}

async function pruneStreams(trx: JournalTransaction, { isOneOf }: SqlTraits, before: number): Promise<number> {
  const streams = await trx
    .deleteFrom('streams')
    .where('lastPosition', '=', '0')
    .where(({ or, eb }) => or([eb('lastFiredAt', 'is', null), eb('lastFiredAt', '<', before)]))
    .where('stream', 'not in', trx.selectFrom('ledger').select('stream').where('owned', '!=', '0'))
    .where('stream', 'not in', trx.selectFrom('signals').select('stream').where('stream', 'is not', null))
    .where('stream', 'not in', trx.selectFrom('intents').select('stream'))
    .returning('stream')
    .execute();
  const names = streams.map(({ stream }) => stream);
  const rows = await trx.deleteFrom('ledger').where(isOneOf('stream', names)).returning('brokerId').execute();
  return streams.length + rows.length;
}

async function pruneSignals(trx: JournalTransaction, { isOneOf }: SqlTraits, before: number): Promise<number> {
  // what protects a stream's position belongs to a signal of it
  const kept = trx
    .selectFrom('signals')
    .innerJoin('ledger', 'ledger.stream', 'signals.stream')
    .where('ledger.owned', '!=', '0')
    .where('signals.signal', 'is not', null)
    .groupBy('signals.stream')
    .select(({ fn }) => fn.max('signals.sequence').as('sequence'));
  const signals = trx
    .selectFrom('signals')
    .select('id')
    .where('state', 'in', ['refused', 'done'])
    .where('updatedAt', '<', before)
    .where('sequence', 'not in', kept)
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
    )
    .orderBy('sequence')
    .limit(AT_ONCE);
  // chosen once: the statements below must agree on it
  const ids = (await signals.execute()).map(({ id }) => id);
  const intents = trx.selectFrom('intents').select('id').where(isOneOf('signalId', ids));
  const removed = [
    await trx.deleteFrom('fills').where('intentId', 'in', intents).returning('tradeId').execute(),
    await trx.deleteFrom('intents').where(isOneOf('signalId', ids)).returning('id').execute(),
    await trx.deleteFrom('signals').where(isOneOf('id', ids)).returning('id').execute(),
  ];
  return removed.reduce((total, rows) => total + rows.length, 0);
}

/** From the old end, as long as the rows are older; the newest stays, so that the chain goes on. */
async function pruneAudit(trx: JournalTransaction, traits: SqlTraits, before: number): Promise<number> {
  await traits.lockAudit(trx);
  const { rows } = await sql`
    delete from "audit"
    where "sequence" < (select coalesce(min("sequence") filter (where "at" >= ${before}), max("sequence")) from "audit")
      and "sequence" in (select "sequence" from "audit" order by "sequence" limit ${AT_ONCE})
    returning "sequence"`.execute(trx);
  return rows.length;
}
