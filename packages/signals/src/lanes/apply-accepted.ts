import type { StoredSignal } from '../book/stored-signal.ts';
import { testSignal } from '../dry/test-signal.ts';
import type { Run } from '../run.ts';
import { isWaiting } from '../steps/reorder-window.ts';
import { takeStep } from '../steps/take-step.ts';
import { isWaitingWish } from '../wishes/waiting-wishes.ts';
import { takeWishes } from '../wishes/take-wishes.ts';
import { applyOrder } from './apply-order.ts';

/** Applies a signal that stands in the inbox, once. */
export async function applyAccepted(run: Run, stored: StoredSignal): Promise<void> {
  const { id } = stored.signal;
  await run.write((w) => {
    const open = w.book.signals.get(id) ?? { id, state: 'accepted' as const, stored };
    if (open.state !== 'accepted' || isWaiting(run, stored.signal.stream, id)) return;
    if (isWaitingWish(run, stored.signal.stream, id)) return;
    w.book.signals.set(id, open);
    if (open.stored.signal.isTest === true) testSignal(run, w, open.stored.signal);
    else if ('wishes' in open.stored.signal) takeWishes(run, w, open.stored.signal);
    else if (open.stored.order === null) takeStep(run, w, open.stored.signal);
    else applyOrder(run, w, open.stored.signal, open.stored.order);
  });
}
