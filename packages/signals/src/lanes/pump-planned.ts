import { laneKey } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import type { Run } from '../run.ts';
import { pump } from './pump.ts';

/** Lets every lane go on in which something waits. */
export function pumpPlanned(run: Run, w: Writer): void {
  const planned = [...w.book.intents.all()].filter((row) => row.state === 'planned');
  const lanes = new Map(planned.map((row) => [laneKey(row.brokerId, row.symbol), row]));
  for (const { brokerId, symbol } of lanes.values()) pump(run, w, brokerId, symbol);
}
