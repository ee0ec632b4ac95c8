import { isEnded, isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';

/** Marks a signal as done once all its entries and exits ended and what they filled is told. */
export function finishSignal(w: Writer, signalId: string, untold: ReadonlySet<string>): void {
  if (w.book.signals.get(signalId)?.state !== 'planned') return;
  const rows = w.book.intents.ofSignal(signalId).filter((row) => !isProtective(row));
  if (rows.some((row) => !isEnded(row) || untold.has(row.id))) return;
  w.updateSignal(signalId, ['planned'], { state: 'done' });
}
