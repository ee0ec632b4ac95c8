import type { BrokerError, Order } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { editIndex } from '../book/edit-index.ts';
import { isLate } from '../execute/late-answer.ts';
import type { Run } from '../run.ts';

/** Whether the account has few enough entries on their way for another one. One that may not go is remembered. */
export function hasRoom(run: Run, { brokerId, symbol, kind }: IntentRow): boolean {
  if (kind !== 'increase' || isRoom(run, brokerId)) return true;
  editIndex(run.notes.waitingForRoom, brokerId, symbol, true);
  return false;
}

export function isRoom(run: Run, brokerId: string): boolean {
  return run.book.intents.sendingEntries(brokerId) < roomOf(run, brokerId);
}

/** Half as many at once after one that came too late, one more for each that did not. */
export function noteAnswered(run: Run, { brokerId, kind }: IntentRow, answer: Order | BrokerError): void {
  if (kind !== 'increase') return;
  const room = roomOf(run, brokerId);
  run.notes.room.set(brokerId, isLate(answer) ? Math.max(1, Math.floor(room / 2)) : room + 1);
}

function roomOf(run: Run, brokerId: string): number {
  const most = run.timings.entriesAtOnce;
  return Math.min(run.notes.room.get(brokerId) ?? most, most);
}
