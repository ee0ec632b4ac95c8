import { decimal, type Order } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { isMarked } from '../book/intent-table.ts';
import { isRestingEntry } from '../entries/is-resting.ts';
import { intentWork } from '../faults/work-failed.ts';
import { ownedBy } from '../ledger/owned.ts';
import type { Run } from '../run.ts';
import { lookUp } from './look-up.ts';
import { settleFound } from './settle-found.ts';

/** Looks up an entry that rests. @returns `moved` if it had gone on, `same` if not, `failed`: it cannot be told. */
export async function settleResting(run: Run, entry: IntentRow): Promise<'moved' | 'same' | 'failed'> {
  const look = await lookUp(run, entry);
  if (look === 'failed' || look === 'impossible' || look.order === null) return 'failed';
  await settleFound(run, entry, look.order);
  return run.book.intents.get(entry.id)?.version === entry.version ? 'same' : 'moved';
}

/**
 * Where an order that was looked up took more than its stream is known to own, the rest may be of an entry whose news comes
 * later: what rests on the side is looked up first, for what an order takes of nobody is not taken off afterwards.
 */
export async function settleTaken(run: Run, taking: IntentRow, order: Order): Promise<void> {
  const { brokerId, symbol, stream } = taking;
  if (taking.kind === 'increase' || run.setAside.has(intentWork(taking))) return;
  const more = order.filledQuantity.minus(decimal(taking.filledQuantity));
  if (!more.gt(ownedBy(run.book, brokerId, stream).abs())) return;
  const entries = run.book.intents.openOfLane(brokerId, symbol).filter((row) => isMarked(row) && isRestingEntry(row));
  const own = entries.filter(({ positionSide, side }) => positionSide === taking.positionSide && side !== taking.side);
  await Promise.all(own.map((entry) => settleResting(run, entry)));
}
