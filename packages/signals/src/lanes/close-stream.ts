import { decimal } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { type Goal, newGoal } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import { insertIntent } from './insert-intent.ts';
import { supersedeOlder } from './supersede.ts';

export interface CloseOptions {
  readonly signalId: string;
  readonly cause: Extract<Goal['cause'], 'protect' | 'signal'>;
  /** Its place in the lane; default: after all that is there. */
  readonly order?: number;
}

/** Plans an exit of all that the stream owns on the account. */
export function closeStream(run: Run, w: Writer, row: LedgerRow, options: CloseOptions): IntentRow {
  const { signalId, cause, order = run.book.nextOrder++ } = options;
  const stream = run.book.streams.get(row.stream);
  const exit = insertIntent(run, w, {
    signalId,
    brokerId: row.brokerId,
    symbol: row.symbol,
    positionSide: row.positionSide,
    stream: row.stream,
    kind: 'reduce',
    side: reducingSide(directionOf(decimal(row.owned))),
    goal: newGoal({
      work: 'zero',
      order,
      sequence: stream?.sequence ?? 0,
      streamCode: stream?.code ?? '0',
      cause,
    }),
  });
  supersedeOlder(run, w, exit);
  return exit;
}
