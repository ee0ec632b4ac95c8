import type { HistoryQuery, Order } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { decodeClientOrderId, hashOfIntent } from '../execute/client-order-id.ts';
import { isTooOld } from '../lanes/may-still-enter.ts';
import { isEntryOrder } from '../panic/entry-order.ts';
import type { Run } from '../run.ts';
import { readPast } from './read-past.ts';

/** The desk's measure of the exchange's clock may be off by so much. */
const CLOCKS_MS = 500;
/** An intent was marked at most so long before its row was written last, by clocks that differ. */
const WRITTEN_MS = 60_000;

/**
 * Where an entry waits at the start, asks the exchange for entries of ours that the journal never heard of. There are some
 * where it is older than what it drives (a copy was put back, or the machine): what waits in it may have been done then. Ends
 * early where the stream has another gap.
 */
export async function findLostOrders(run: Run, brokerId: string): Promise<void> {
  for (const [symbol, since] of waitingSince(run, brokerId)) {
    const fromAt = toVenueTime(run, brokerId, since);
    const read = (span: HistoryQuery) => run.broker(brokerId).getOrderHistory({ symbol, ...span });
    const orders = await readPast(run, { brokerId, operation: 'getOrderHistory', fromAt, read });
    if (orders === null) return;
    const ours = orders.filter(({ clientOrderId }) => isOurs(run, brokerId, clientOrderId)).filter(isEntryOrder);
    if (ours.length === 0) continue;
    const known = await run.journal.listIntents({ brokerId, updatedFrom: since - WRITTEN_MS });
    for (const order of ours) if (!isRecorded(known, order)) noteLost(run, brokerId, order);
  }
}

/** An entry that was sent for its strategy after its alert came is one that the journal never heard of. */
export function mayBeDone(run: Run, intent: IntentRow): boolean {
  const lostAt = run.notes.lostEntries.get(lostKey(intent.brokerId, goalOf(intent).streamCode));
  if (lostAt === undefined) return false;
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  return lostAt >= toVenueTime(run, intent.brokerId, signal?.receivedAt ?? intent.createdAt);
}

/** Instruments in which an entry waits, each with when the oldest such alert came, Unix ms. */
function waitingSince(run: Run, brokerId: string): ReadonlyMap<string, number> {
  const since = new Map<string, number>();
  const note = (symbol: string, at: number): void => void since.set(symbol, Math.min(at, since.get(symbol) ?? at));
  for (const row of run.book.intents.openEntries(brokerId)) {
    if (isBefore(row) && !isTooOld(run, row)) {
      note(row.symbol, run.book.signals.get(row.signalId)?.stored.signal.receivedAt ?? row.createdAt);
    }
  }
  for (const { state, stored } of run.book.signals.values()) {
    const { symbol, receivedAt } = stored.signal;
    if (state === 'accepted' && run.view(brokerId).instrument(symbol) !== null) note(symbol, receivedAt);
  }
  return since;
}

/** What became of it is not known to be at the exchange. */
function isBefore({ state }: IntentRow): boolean {
  return state === 'planned' || state === 'sending' || state === 'unknown';
}

function toVenueTime(run: Run, brokerId: string, at: number): number {
  return at + run.view(brokerId).venueNow() - run.now() - CLOCKS_MS;
}

function isOurs(run: Run, brokerId: string, clientOrderId: string): boolean {
  const parts = decodeClientOrderId(clientOrderId);
  return parts !== null && parts.environment === run.view(brokerId).environment;
}

/** The journal knows its intent, and that it came to this attempt. */
function isRecorded(known: readonly IntentRow[], { clientOrderId }: Order): boolean {
  const parts = decodeClientOrderId(clientOrderId);
  return known.some(({ id, attempt }) => hashOfIntent(id) === parts?.hash && attempt >= parts.attempt);
}

function noteLost(run: Run, brokerId: string, { clientOrderId, symbol, createdAt }: Order): void {
  run.logger.warn('an entry was found that the journal does not know', { brokerId, symbol, clientOrderId });
  const key = lostKey(brokerId, decodeClientOrderId(clientOrderId)?.streamCode ?? '');
  run.notes.lostEntries.set(key, Math.max(createdAt, run.notes.lostEntries.get(key) ?? 0));
}

function lostKey(brokerId: string, streamCode: string): string {
  return `${brokerId} ${streamCode}`;
}
