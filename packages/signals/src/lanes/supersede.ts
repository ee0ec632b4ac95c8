import type { Side } from '@perpdesk/broker-core';
import { comesBefore } from '../book/intent-table.ts';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { reducedWhy } from '../entries/taken-back-why.ts';
import type { Run } from '../run.ts';
import { endRefused } from './end-refused.ts';

/**
 * A reduction, or what it leaves of an entry, overtakes the entries of its stream that were planned before and not sent.
 *
 * @param side Of those entries; `null`: both.
 */
export function supersedeOlder(run: Run, w: Writer, row: IntentRow, side: Side | null = null): void {
  const older = w.book.intents
    .openOfLane(row.brokerId, row.symbol)
    .filter((one) => one.kind === 'increase' && one.stream === row.stream && one.state === 'planned')
    .filter((one) => comesBefore(one, row) && (side === null || one.side === side));
  // what ends lets its lane go on: none of them may start by that, nor the rest of their signal before all of it is planned
  const own = w.book.intents.openOfLane(row.brokerId, row.symbol).filter((one) => one.signalId === row.signalId);
  const waits = [...older, ...own].map(({ id }) => [id, run.notes.waitUntil.get(id)] as const);
  for (const [id] of waits) run.notes.waitUntil.set(id, Number.POSITIVE_INFINITY);
  for (const one of older) {
    endRefused(run, w, one, { code: 'superseded', detail: reducedWhy(run, row, 'reduces-before-sent') });
  }
  for (const [id, until] of waits) {
    if (until === undefined) run.notes.waitUntil.delete(id);
    else run.notes.waitUntil.set(id, until);
  }
}
