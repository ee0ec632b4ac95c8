import { checkWork } from '../faults/work-failed.ts';
import type { Writer } from '../book/writer.ts';
import { aboutOf, tellEnd } from '../relay/tell-end.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

/** A held signal whose missing predecessor has not come by then never fits again. */
const HELD_MS = 86_400_000;

/** Ends signals that were held for a day, so that neither memory nor journal keeps them for ever. It is told. */
export function endHeld(run: Run): void {
  const before = run.now() - HELD_MS;
  const isOld = (id: string) => {
    const open = run.book.signals.get(id);
    return open?.state === 'held' && open.stored.signal.receivedAt < before;
  };
  const old = [...run.book.signals.keys()].filter(isOld);
  if (old.length === 0) return;
  run.spawn(() =>
    run.write(
      (w) => {
        for (const id of old.filter(isOld)) end(run, w, id);
      },
      checkWork(sentence('check-held')),
    ),
  );
}

function end(run: Run, w: Writer, id: string): void {
  const signal = w.book.signals.get(id)?.stored.signal;
  w.updateSignal(id, ['held'], { state: 'refused' });
  if (signal === undefined) return;
  tellEnd(run, w, `ended:${id}`, { ...aboutOf(signal), brokerId: null, detail: sentence('missing-for-a-day') });
}
