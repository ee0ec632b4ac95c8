import type { IntentRow } from '@perpdesk/journal/port';
import { editIndex } from '../book/edit-index.ts';
import type { Run } from '../run.ts';

/** Whether the account has few enough entries on their way for another one. One that may not go is remembered. */
export function hasRoom(run: Run, { brokerId, symbol, kind }: IntentRow): boolean {
  if (kind !== 'increase' || isRoom(run, brokerId)) return true;
  editIndex(run.notes.waitingForRoom, brokerId, symbol, true);
  return false;
}

export function isRoom(run: Run, brokerId: string): boolean {
  return run.book.intents.sendingEntries(brokerId) < run.timings.entriesAtOnce;
}
