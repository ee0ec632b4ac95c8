import { readSignal } from '../faults/unread.ts';
import type { Run } from '../run.ts';

/**
 * A signal of the stream to which protective orders belong: one that is worked on, else the newest in the journal that can be
 * read, else the newest.
 */
export async function signalOfStream(run: Run, stream: string): Promise<string | null> {
  const open = run.book.signals.ofStream(stream).at(-1);
  if (open !== undefined) return open.id;
  const rows = (await run.journal.listSignals({ stream, newest: 20 })).filter(({ signal }) => signal !== null);
  for (const row of rows) {
    if (run.book.signals.has(row.id)) return row.id;
    const stored = readSignal(run, row);
    if (stored === null) continue;
    run.book.signals.set(row.id, { id: row.id, state: row.state, stored });
    return row.id;
  }
  return rows[0]?.id ?? null;
}
