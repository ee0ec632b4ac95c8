import { decimal } from '@perpdesk/broker-core';
import type { Writer } from '../book/writer.ts';
import { putStep } from '../lanes/put-step.ts';
import type { Step } from '../plan/classify-step.ts';
import { signalWork } from '../faults/work-failed.ts';
import { directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { aboutOf, tellEnd } from '../relay/tell-end.ts';
import { adoptStep } from './adopt-step.ts';
import { readAppliedSteps } from './applied-steps.ts';
import { applyStep } from './apply-step.ts';
import { type GapPolicy, gapPolicyOf } from './gap-policy.ts';
import { holdStep } from './hold-step.ts';
import { isLate } from './is-late.ts';
import { joinLater } from './join-later.ts';
import { refuseStep } from './refuse-step.ts';
import { dropWaiting, firstOf, isWaiting, putWaiting, waitingOf, type WaitingStep } from './reorder-window.ts';
import { standOf } from './stand-of.ts';
import { follows, stepOf } from './step-of.ts';
import { lookAt } from './look-at.ts';
import { tellUnowned } from './tell-unowned.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Takes an alert to its stream. One that follows on the last is applied at once, and those that waited for it behind it;
 * one that does not waits for the reorder window, then the route's policy decides.
 */
export function takeStep(run: Run, w: Writer, signal: Signal): void {
  const step = lookAt(run, signal);
  if (step.type === 'superseded') return supersede(run, w, signal);
  // a turn that is the first that is seen of a strategy: those before it may still come
  const isJoining = !run.book.streams.has(signal.stream) && !step.previous.isZero();
  if (follows(step) && !isJoining) {
    follow(run, w, signal, step);
    return drain(run, w, signal.stream);
  }
  const windowMs = step.type === 'fits-late' ? 0 : gapPolicyOf(run, signal.routeId).reorderWindowMs;
  putWaiting(run, { id: signal.id, signal });
  w.after(() =>
    run.spawn(async () => {
      if (windowMs > 0) await run.sleep(windowMs);
      await endWindow(run, signal);
    }, signalWork(signal.id)),
  );
}

/** Decides over those of the stream that must go before the signal, and over itself. */
async function endWindow(run: Run, { id, stream }: Signal): Promise<void> {
  while (isWaiting(run, stream, id)) {
    const applied = await readAppliedSteps(run, stream);
    const waiting = waitingOf(run, stream);
    const first = firstOf(waiting, applied);
    if (first === null) return;
    await run.write((w) => {
      // another may have brought it on its way meanwhile
      if (!isWaiting(run, stream, first.id)) return;
      const stands = decimal(run.book.streams.get(stream)?.lastPosition ?? '0');
      const isPast = isLate(first.signal, waiting, { stands, applied });
      dropWaiting(run, stream, first.id);
      decide(run, w, first.signal, isPast);
      drain(run, w, stream);
    }, signalWork(first.id));
  }
}

function decide(run: Run, w: Writer, signal: Signal, isPast: boolean): void {
  const step = lookAt(run, signal);
  const policy = gapPolicyOf(run, signal.routeId);
  switch (step.type) {
    case 'fits':
    case 'nothing':
      return follow(run, w, signal, step);
    case 'fits-late':
      return isPast || isOldNews(run, signal, policy) ? supersede(run, w, signal) : follow(run, w, signal, step);
    case 'superseded':
      return supersede(run, w, signal);
    case 'gap':
      if (isPast) return supersede(run, w, signal);
      return policy.onGap === 'hold' && isMore(run, signal)
        ? holdStep(run, w, signal, step)
        : adoptStep(run, w, signal, step);
    case 'first-sight':
      tellUnowned(run, w, signal, step.previous);
      if (policy.firstSight === 'adopt') return adoptStep(run, w, signal, step);
      return joinLater(run, w, signal, step.previous);
    default:
      return step.type satisfies never;
  }
}

/** Whether it asks for more than the stream has: what closes, reduces or turns hangs on nothing that is missing. */
function isMore(run: Run, { stream, next }: Signal): boolean {
  const last = decimal(run.book.streams.get(stream)?.lastPosition ?? '0');
  return next.abs().gt(last.abs()) && (last.isZero() || directionOf(last) === directionOf(next));
}

/**
 * Whether it would add to a position by what the strategy said before it came to where it is: what followed on it was lost,
 * and that the sizes fit is chance.
 */
function isOldNews(run: Run, signal: Signal, { reorderWindowMs }: GapPolicy): boolean {
  const lastFiredAt = run.book.streams.get(signal.stream)?.lastFiredAt ?? null;
  if (signal.firedAt === null || lastFiredAt === null) return false;
  return lastFiredAt - signal.firedAt > reorderWindowMs && isMore(run, signal);
}

function follow(run: Run, w: Writer, signal: Signal, step: Step): void {
  if (step.type === 'nothing') {
    // what is so already turns no clock back: an older one that is not so would go
    const last = run.book.streams.get(signal.stream)?.lastFiredAt ?? null;
    const { firedAt } = signal;
    putStep(run, w, { ...signal, firedAt: firedAt === null || last === null ? firedAt : Math.max(firedAt, last) });
    const detail = sentence('no-step');
    tellEnd(run, w, `ended:${signal.id}`, { ...aboutOf(signal), brokerId: null, detail });
    return w.updateSignal(signal.id, ['accepted', 'held'], { state: 'done', code: null, detail: null });
  }
  if (!run.book.streams.has(signal.stream)) tellUnowned(run, w, signal, step.previous);
  const { previous } = step;
  const from = (brokerId: string, dry: unknown) => (dry === null ? standOf(run, brokerId, signal, previous) : previous);
  applyStep(run, w, signal, { from, sizedBy: null });
}

/**
 * Applies what waited, or was held, for what was just applied. One that fired before it is no successor: while it waits its
 * window decides, and where it was held it was overtaken.
 */
function drain(run: Run, w: Writer, stream: string): void {
  for (;;) {
    const waiting = [...waitingOf(run, stream), ...heldOf(w, stream)];
    const next = waiting.find(({ signal }) => follows(stepOf(run, signal)));
    if (next === undefined) break;
    dropWaiting(run, stream, next.id);
    follow(run, w, next.signal, lookAt(run, next.signal));
  }
  for (const { signal } of heldOf(w, stream)) {
    const { type } = stepOf(run, signal);
    if (type === 'fits-late' || type === 'superseded') supersede(run, w, signal);
  }
}

function heldOf(w: Writer, stream: string): readonly WaitingStep[] {
  return w.book.signals
    .ofStream(stream)
    .flatMap(({ id, state, stored: { signal } }) =>
      state === 'held' && !('wishes' in signal) ? [{ id, signal }] : [],
    );
}

function supersede(run: Run, w: Writer, signal: Signal): void {
  refuseStep(run, w, signal, 'superseded', sentence('newer-signal-applied'));
}
