import type { IntentRow } from '@perpdesk/journal/port';
import { laneKey } from '../book/intent-table.ts';
import type { Run } from '../run.ts';

/** Notes that an own order or fill moved in the lane: what was read before is old. */
export function noteActivity(run: Run, intent: Pick<IntentRow, 'brokerId' | 'symbol'>): void {
  const key = laneKey(intent.brokerId, intent.symbol);
  run.notes.activity.set(key, activityOf(run, intent.brokerId, intent.symbol) + 1);
}

export function activityOf(run: Run, brokerId: string, symbol: string): number {
  return run.notes.activity.get(laneKey(brokerId, symbol)) ?? 0;
}
