import type { Writer } from '../book/writer.ts';
import { signalWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { refuseStep } from '../steps/refuse-step.ts';
import type { WishSignal } from '../wish.ts';
import { isEntryApplied } from './applied-entries.ts';
import { applyWishes } from './apply-wishes.ts';
import { waitMsOf } from './must-wait.ts';
import { isClosedBy, leavesAnything } from './stance.ts';
import { dropWaitingWish, isWaitingWish, putWaitingWish, waitingWishes } from './waiting-wishes.ts';
import { isExitOnly } from './wish-rank.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Takes an alert that tells no positions to its stream: in the order of their times, of one time what reduces first. Those
 * whose outcome could depend on another of their second wait for it.
 */
export function takeWishes(run: Run, w: Writer, signal: WishSignal): void {
  if (isExitOnly(signal)) return takeExit(run, w, signal);
  if (isPast(run, signal)) return takeLate(run, w, signal);
  applyOlder(run, w, signal);
  const waitMs = waitMsOf(run, signal);
  if (waitMs === 0) return applyWishes(run, w, signal);
  putWaitingWish(run, signal);
  w.after(() =>
    run.spawn(async () => {
      await run.sleep(waitMs);
      await run.write((writer) => endWait(run, writer, signal), signalWork(signal.id));
    }, signalWork(signal.id)),
  );
}

function takeExit(run: Run, w: Writer, signal: WishSignal): void {
  applyOlder(run, w, signal);
  const last = lastFiredAt(run, signal.stream);
  if (signal.firedAt === null || last === null || signal.firedAt > last) return applyWishes(run, w, signal);
  lookBack(run, w, signal, false);
}

/** It enters nothing any more; what it closes is closed. */
function takeLate(run: Run, w: Writer, signal: WishSignal): void {
  if (leavesAnything(run, signal)) lookBack(run, w, signal, true);
  else supersede(run, w, signal);
}

/** An exit is never too old while something is owned; only an entry that the strategy made after it takes its place. */
function lookBack(run: Run, w: Writer, signal: WishSignal, isLate: boolean): void {
  run.notes.lateWishes.add(signal.id);
  const sequence = sequenceOf(run, signal.stream);
  w.after(() =>
    run.spawn(async () => {
      const isOvertaken = await isEntryApplied(run, signal);
      await run.write((writer) => {
        // what was applied meanwhile may be that entry
        if (sequenceOf(run, signal.stream) !== sequence) return lookBack(run, writer, signal, isLate);
        run.notes.lateWishes.delete(signal.id);
        if (isOvertaken) supersede(run, writer, signal);
        else applyWishes(run, writer, signal, isLate);
      }, signalWork(signal.id));
    }, signalWork(signal.id)),
  );
}

/**
 * Applies what waits of earlier times: something newer has come, as which one without a time counts. What that closes ends
 * as superseded: when its time comes, or at once where no time could show then that it is past.
 */
function applyOlder(run: Run, w: Writer, newer: WishSignal): void {
  const { stream, firedAt } = newer;
  for (const waiting of waitingWishes(run, stream)) {
    if (firedAt !== null && (waiting.firedAt === null || waiting.firedAt >= firedAt)) continue;
    if (!isExitOnly(newer) || !isClosedBy(run, waiting, newer)) {
      decide(run, w, waiting);
    } else if (firedAt === null) {
      dropWaitingWish(run, waiting);
      takeLate(run, w, waiting);
    }
  }
}

function endWait(run: Run, w: Writer, signal: WishSignal): void {
  for (const waiting of waitingWishes(run, signal.stream)) {
    // it may have gone with another before
    if (!isWaitingWish(run, signal.stream, signal.id)) return;
    decide(run, w, waiting);
  }
}

function decide(run: Run, w: Writer, signal: WishSignal): void {
  dropWaitingWish(run, signal);
  if (isPast(run, signal)) takeLate(run, w, signal);
  else applyWishes(run, w, signal);
}

function isPast(run: Run, { stream, firedAt }: WishSignal): boolean {
  const last = lastFiredAt(run, stream);
  return firedAt !== null && last !== null && firedAt < last;
}

function lastFiredAt(run: Run, stream: string): number | null {
  return run.book.streams.get(stream)?.lastFiredAt ?? null;
}

function sequenceOf(run: Run, stream: string): number | null {
  return run.book.streams.get(stream)?.sequence ?? null;
}

function supersede(run: Run, w: Writer, signal: WishSignal): void {
  refuseStep(run, w, signal, 'superseded', sentence('newer-alert-applied'));
}
