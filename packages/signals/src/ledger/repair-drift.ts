import { type Decimal, formatDecimal } from '@perpdesk/broker-core';
import type { Book } from '../book/book.ts';
import { goalOf, newGoal } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { insertIntent } from '../lanes/insert-intent.ts';
import { pump } from '../lanes/pump.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import { signalOfStream } from '../protect/signal-of-stream.ts';
import { driftWork } from './drift.ts';
import type { Run } from '../run.ts';
import type { SideName } from './known-drift.ts';

/** No route has such a name: what the order fills is taken from no strategy. */
export const DRIFT_STREAM = ':drift';

/** An order that brings the side back to what is owned is on its way. */
export function isRepairing(book: Book, { brokerId, symbol, side }: SideName): boolean {
  const open = book.intents.openOfLane(brokerId, symbol);
  return open.some((row) => goalOf(row).cause === 'drift' && row.positionSide === side);
}

/** Strategies that have traded the instrument on the account. */
export function streamsOn(book: Book, { brokerId, symbol }: Pick<SideName, 'brokerId' | 'symbol'>): readonly string[] {
  const rows = [...book.ledger.values()].filter((row) => row.brokerId === brokerId && row.symbol === symbol);
  return rows.map((row) => row.stream);
}

/** Closes what the side holds beyond what is owned. The order belongs to the last signal of a strategy of the instrument. */
export function repairDrift(run: Run, w: Writer, place: SideName, drift: Decimal): void {
  w.after(() => run.spawn(() => plan(run, place, drift), driftWork(place.brokerId)));
}

async function plan(run: Run, { brokerId, symbol, side }: SideName, drift: Decimal): Promise<void> {
  for (const stream of streamsOn(run.book, { brokerId, symbol })) {
    const signalId = await signalOfStream(run, stream);
    if (signalId === null) continue;
    return run.write((w) => {
      if (isRepairing(w.book, { brokerId, symbol, side })) return;
      insertIntent(run, w, {
        signalId,
        brokerId,
        symbol,
        positionSide: side,
        stream: `${DRIFT_STREAM}/${brokerId}/${symbol}`,
        kind: 'reduce',
        side: reducingSide(directionOf(drift)),
        goal: newGoal({
          work: 'quantity',
          order: run.book.nextOrder++,
          sequence: 0,
          streamCode: 'drift',
          cause: 'drift',
          remaining: formatDecimal(drift.abs()),
        }),
      });
      pump(run, w, brokerId, symbol);
    }, driftWork(brokerId));
  }
  run.logger.warn('a drift is left: no signal is known that its order could belong to', { brokerId, symbol });
}
