import { editIndex } from '../book/edit-index.ts';
import type { Writer } from '../book/writer.ts';
import { accountWork, blame } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { pump } from './pump.ts';
import { isRoom } from './room.ts';

/** An entry was answered, or given up: the next ones of its account go, in the order in which they began to wait. */
export function giveRoom(run: Run, w: Writer, brokerId: string): void {
  for (const symbol of run.notes.waitingForRoom.get(brokerId) ?? []) {
    // one that has to wait again comes last
    if (!isRoom(run, brokerId)) return;
    editIndex(run.notes.waitingForRoom, brokerId, symbol, false);
    blame(accountWork(brokerId), () => pump(run, w, brokerId, symbol));
  }
}

/** Answers come by other ways than to those who sent, too: now and then it is looked at anew. */
export function watchRoom(run: Run): void {
  for (const brokerId of run.notes.waitingForRoom.keys()) {
    if (isRoom(run, brokerId)) run.spawn(() => run.write((w) => giveRoom(run, w, brokerId)), accountWork(brokerId));
  }
}
