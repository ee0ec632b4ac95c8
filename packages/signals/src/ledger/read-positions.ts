import type { Position } from '@perpdesk/broker-core';
import { inTime } from '../execute/in-time.ts';
import type { Run } from '../run.ts';
import { shareReads } from './share-reads.ts';

/** All positions of an account, freshly read; many instruments that are compared at once share a read. `null`: it failed. */
export type PositionRead = () => Promise<readonly Position[] | null>;

export function readPositions(run: Run, brokerId: string): ReturnType<PositionRead> {
  const { positionReads } = run.notes;
  let read = positionReads.get(brokerId);
  if (read === undefined) {
    read = shareReads(async () => {
      const answer = run.broker(brokerId).getPositions({ abortSignal: run.abortSignal });
      return inTime(run.clock, run.timings.readMs, 'getPositions', answer).catch(() => null);
    });
    positionReads.set(brokerId, read);
  }
  return read();
}
