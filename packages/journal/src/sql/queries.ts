import type { IntentRow } from '../port/intent-row.ts';
import type { FillFilter, IntentFilter, Journal, OutboxFilter, SignalFilter } from '../port/journal.ts';
import type { FillRow } from '../port/ledger-row.ts';
import type { OutboxRow } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import type { SqlTraits } from './engine.ts';
import { toOutboxRow, withoutSequence } from './rows.ts';
import type { Database } from './tables.ts';

export async function listSignals(
  database: Database,
  { isOneOf }: SqlTraits,
  filter: SignalFilter,
): Promise<readonly SignalRow[]> {
  const { ids, keys, states, stream, source, receivedFrom, receivedTo, newest } = filter;
  let query = database.selectFrom('signals').selectAll();
  if (ids !== undefined) query = query.where(isOneOf('id', ids));
  if (keys !== undefined) query = query.where(isOneOf('key', keys));
  if (states !== undefined) query = query.where(isOneOf('state', states));
  if (stream !== undefined) query = query.where('stream', '=', stream);
  if (source !== undefined) query = query.where('source', '=', source);
  if (receivedFrom !== undefined) query = query.where('receivedAt', '>=', receivedFrom);
  if (receivedTo !== undefined) query = query.where('receivedAt', '<=', receivedTo);
  query = newest === undefined ? query.orderBy('sequence') : query.orderBy('sequence', 'desc').limit(newest);
  return (await query.execute()).map(withoutSequence);
}

export async function listIntents(
  database: Database,
  { isOneOf }: SqlTraits,
  filter: IntentFilter,
): Promise<readonly IntentRow[]> {
  const { ids, signalIds, states, brokerId, clientOrderId, updatedFrom } = filter;
  let query = database.selectFrom('intents').selectAll();
  if (ids !== undefined) query = query.where(isOneOf('id', ids));
  if (signalIds !== undefined) query = query.where(isOneOf('signalId', signalIds));
  if (states !== undefined) query = query.where(isOneOf('state', states));
  if (brokerId !== undefined) query = query.where('brokerId', '=', brokerId);
  if (clientOrderId !== undefined) query = query.where('clientOrderId', '=', clientOrderId);
  if (updatedFrom !== undefined) query = query.where('updatedAt', '>=', updatedFrom);
  return (await query.orderBy('sequence').execute()).map(withoutSequence);
}

export async function listFills(database: Database, filter: FillFilter): Promise<readonly FillRow[]> {
  const { brokerId, symbol, intentId, venueFrom, venueTo, newest } = filter;
  let query = database.selectFrom('fills').selectAll();
  if (brokerId !== undefined) query = query.where('brokerId', '=', brokerId);
  if (symbol !== undefined) query = query.where('symbol', '=', symbol);
  if (intentId !== undefined) query = query.where('intentId', '=', intentId);
  if (venueFrom !== undefined) query = query.where('venueAt', '>=', venueFrom);
  if (venueTo !== undefined) query = query.where('venueAt', '<=', venueTo);
  query = newest === undefined ? query.orderBy('sequence') : query.orderBy('sequence', 'desc').limit(newest);
  return (await query.execute()).map(withoutSequence);
}

export async function listOutbox(database: Database, filter: OutboxFilter): Promise<readonly OutboxRow[]> {
  const { dueAt, target, thread, limit } = filter;
  let query = database.selectFrom('outbox').selectAll();
  if (thread !== undefined) query = query.where('thread', '=', thread);
  if (thread === undefined || dueAt !== undefined) query = query.where('state', '=', 'pending');
  if (dueAt !== undefined) query = query.where('nextAt', '<=', dueAt);
  if (target !== undefined) query = query.where('target', '=', target);
  // 'critical' sorts before 'normal'
  if (thread === undefined) query = query.orderBy('priority');
  query = query.orderBy('sequence');
  if (limit !== undefined) query = query.limit(limit);
  return (await query.execute()).map(toOutboxRow);
}

export async function outboxDepth(database: Database): ReturnType<Journal['outboxDepth']> {
  const groups = await database
    .selectFrom('outbox')
    .select(({ fn }) => ['state', 'target', fn.countAll<number>().as('count'), fn.min('createdAt').as('oldestAt')])
    .where('state', 'in', ['pending', 'dead'])
    .groupBy(['target', 'state'])
    .execute();
  const pending = groups.filter(({ state }) => state === 'pending');
  const dead = groups.filter(({ state }) => state === 'dead');
  const total = (of: typeof groups) => of.reduce((sum, { count }) => sum + count, 0);
  return {
    pending: total(pending),
    oldestAt: pending.length === 0 ? null : Math.min(...pending.map(({ oldestAt }) => oldestAt)),
    dead: total(dead),
    targets: pending.map(({ target }) => target).toSorted(),
  };
}
