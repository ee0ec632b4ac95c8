import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { pump } from './pump.ts';

/** The planned intent stands for so long before its lane may start it. */
export function waitBefore(run: Run, w: Writer, intent: IntentRow, ms: number): void {
  run.notes.waitUntil.set(intent.id, run.now() + ms);
  w.after(() =>
    run.spawn(async () => {
      await run.sleep(ms);
      run.notes.waitUntil.delete(intent.id);
      await run.write((writer) => pump(run, writer, intent.brokerId, intent.symbol), intentWork(intent));
    }, intentWork(intent)),
  );
}
