import type { IntentRow } from '@perpdesk/journal/port';
import { formatGoal, goalOf } from '../book/goal.ts';
import { isMarked } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { endRefused } from '../lanes/end-refused.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

export interface CancelRequest {
  readonly brokerId: string;
  readonly stream: string;
  readonly symbol: string;
  /** Only what an order with this tag placed; `null`: all of the stream's. */
  readonly tag: string | null;
}

/**
 * Ends the stream's entries that rest, or were to rest, on the account. Those at the exchange are marked as leaving in this
 * commit and canceled after it, and again after a crash; what they fill until then is owned. A market order that was sent
 * is not taken back.
 *
 * @returns How many it takes back.
 */
export function cancelOwn(run: Run, w: Writer, { brokerId, stream, symbol, tag }: CancelRequest): number {
  const mine = w.book.intents
    .openEntries(brokerId)
    .filter((row) => row.stream === stream && row.symbol === symbol && (tag === null || tagOf(run, row) === tag));
  let taken = 0;
  for (const row of mine) {
    if (!isMarked(row)) {
      taken += 1;
      endRefused(run, w, row, { code: 'superseded', detail: sentence('cancel-before-sent') });
      continue;
    }
    const goal = goalOf(row);
    if (goal.entry !== null && goal.entry.price !== null) {
      taken += 1;
      w.updateIntent(row.id, { goal: formatGoal({ ...goal, leaving: true }) });
    }
  }
  return taken;
}

/** The tag of the order that an intent is for; `null`: it has none. */
export function tagOf(run: Run, row: IntentRow): string | null {
  const signal = run.book.signals.get(row.signalId)?.stored.signal;
  if (signal === undefined || !('wishes' in signal)) return null;
  const wish = signal.wishes[goalOf(row).wish?.index ?? 0];
  return wish?.type === 'order' ? wish.tag : null;
}
