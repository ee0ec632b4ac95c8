import type { IntentRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { protectionKey } from './policy.ts';

/** Whether it is told that a stop stands: each that does, but ever fewer of those whose like stood just before, again and again. */
export function isPlacingNews(run: Run, stop: IntentRow): boolean {
  const key = `${protectionKey(stop)} ${stop.triggerPrice ?? ''}`;
  const before = run.notes.placedTimes.get(key);
  const isSoon = before !== undefined && Math.abs(run.now() - before.at) < run.timings.watchdogMs;
  const times = isSoon ? before.times + 1 : 1;
  run.notes.placedTimes.set(key, { times, at: run.now() });
  return Number.isInteger(Math.log2(times));
}
