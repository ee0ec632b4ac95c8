import { isEnded, isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { blame, signalWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { tellSilent } from './tell-silent.ts';
import { tellTurnout } from './turnout.ts';

/** Marks a signal as done once all its entries and exits ended and what they filled is told. */
export function finishSignal(run: Run, w: Writer, signalId: string): void {
  if (w.book.signals.get(signalId)?.state !== 'planned') return;
  const rows = w.book.intents.ofSignal(signalId).filter((row) => !isProtective(row));
  if (rows.some((row) => !isEnded(row) || run.notes.untold.has(row.id))) return;
  const work = signalWork(signalId);
  if (!run.setAside.has(work)) {
    blame(work, () => {
      tellSilent(run, w, signalId);
      tellTurnout(run, w, signalId);
    });
  }
  w.updateSignal(signalId, ['planned'], { state: 'done' });
}
