import { comesBefore } from '../book/intent-table.ts';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import type { Run } from '../run.ts';
import { endRefused } from './end-refused.ts';

/** A reduction overtakes the entries of its stream that were planned before it and not sent. */
export function supersedeOlder(run: Run, w: Writer, exit: IntentRow): void {
  const older = w.book.intents
    .openOfLane(exit.brokerId, exit.symbol)
    .filter((row) => row.kind === 'increase' && row.stream === exit.stream && row.state === 'planned')
    .filter((row) => comesBefore(row, exit));
  for (const row of older) {
    endRefused(run, w, row, { code: 'superseded', detail: 'A newer signal reduces before this entry was sent.' });
  }
}
