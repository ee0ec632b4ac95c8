import { parseStoredSignal } from '../book/stored-signal.ts';
import type { Run } from '../run.ts';

/** A signal of the stream to which protective orders belong: one that is worked on, else the newest in the journal. */
export async function signalOfStream(run: Run, stream: string): Promise<string | null> {
  const open = run.book.signals.ofStream(stream).at(-1);
  if (open !== undefined) return open.id;
  const rows = await run.journal.listSignals({ stream, newest: 20 });
  for (const row of rows) {
    if (row.signal === null) continue;
    if (!run.book.signals.has(row.id)) {
      run.book.signals.set(row.id, { id: row.id, state: row.state, stored: parseStoredSignal(row.signal) });
    }
    return row.id;
  }
  return null;
}
