import type { StoredSignal } from '../book/stored-signal.ts';
import type { Writer } from '../book/writer.ts';
import { testSignal } from '../dry/test-signal.ts';
import { workAtSignal } from '../faults/leave-out.ts';
import { signalWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { isWaiting } from '../steps/reorder-window.ts';
import { takeStep } from '../steps/take-step.ts';
import { isTakenUp } from '../wishes/waiting-wishes.ts';
import { takeWishes } from '../wishes/take-wishes.ts';
import { applyOrder } from './apply-order.ts';

/** Applies a signal that stands in the inbox, once. */
export async function applyAccepted(run: Run, stored: StoredSignal): Promise<void> {
  const { id } = stored.signal;
  await run.write((w) => {
    const open = w.book.signals.get(id) ?? { id, state: 'accepted' as const, stored };
    if (open.state !== 'accepted' || isWaiting(run, stored.signal.stream, id)) return;
    if (isTakenUp(run, stored.signal.stream, id)) return;
    w.book.signals.set(id, open);
    workAtSignal(run, w, id, () => take(run, w, open.stored));
  }, signalWork(id));
}

function take(run: Run, w: Writer, { signal, order }: StoredSignal): void {
  if (signal.isTest === true) testSignal(run, w, signal);
  else if ('wishes' in signal) takeWishes(run, w, signal);
  else if (order === null) takeStep(run, w, signal);
  else applyOrder(run, w, signal, order);
}
