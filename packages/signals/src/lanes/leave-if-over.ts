import { decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import { closeStream } from './close-stream.ts';

/**
 * An entry of which nobody could say what became of it filled after all. Exits do not wait for such a one: where its strategy
 * has left the position since, what filled is closed in the entry's place of the lane, before what came after it.
 */
export function leaveIfOver(run: Run, w: Writer, { brokerId, stream, signalId, ...intent }: IntentRow): void {
  const { cause, work, order } = goalOf(intent);
  if (intent.kind !== 'increase' || cause !== 'signal' || work !== 'step') return;
  const row = ledgerRow(w.book, brokerId, stream);
  const strategy = w.book.streams.get(stream);
  if (row === null || row.owned === '0' || strategy === undefined) return;
  const wanted = decimal(strategy.lastPosition);
  if (!wanted.isZero() && directionOf(wanted) === directionOf(decimal(row.owned))) return;
  closeStream(run, w, row, { signalId, cause, order });
}
