import { sameSize } from '../plan/same-size.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import type { AppliedStep } from './applied-steps.ts';
import { beginsAt } from './is-late.ts';

/** A signal that does not follow on what was applied last: the one between may still come. */
export interface WaitingStep {
  readonly id: string;
  readonly signal: Signal;
}

/** In memory alone: after a crash they are found in the inbox and wait anew. */
export function waitingOf(run: Run, stream: string): readonly WaitingStep[] {
  return run.notes.waiting.get(stream) ?? [];
}

export function putWaiting(run: Run, { id, signal }: WaitingStep): void {
  run.notes.waiting.set(signal.stream, [...waitingOf(run, signal.stream), { id, signal }]);
}

export function dropWaiting(run: Run, stream: string, id: string): void {
  const left = waitingOf(run, stream).filter((one) => one.id !== id);
  if (left.length === 0) run.notes.waiting.delete(stream);
  else run.notes.waiting.set(stream, left);
}

export function isWaiting(run: Run, stream: string, id: string): boolean {
  return waitingOf(run, stream).some((one) => one.id === id);
}

/**
 * The one to go first, whatever the order in which they came: one that no other leads to, of those the one that fired
 * first. Where each leads to another it is a round, and it begins where something that was applied begins.
 */
export function firstOf(waiting: readonly WaitingStep[], applied: readonly AppliedStep[]): WaitingStep | null {
  const roots = waiting.filter(({ id, signal: { previous } }) => {
    return !waiting.some((other) => other.id !== id && previous !== null && sameSize(other.signal.next, previous));
  });
  const joined = waiting.filter(({ signal }) => signal.previous !== null && beginsAt(signal.previous, signal, applied));
  const candidates = [roots, joined, waiting].find((some) => some.length > 0) ?? [];
  return candidates.toSorted((a, b) => timeOf(a) - timeOf(b))[0] ?? null;
}

function timeOf({ signal }: WaitingStep): number {
  return signal.firedAt ?? signal.receivedAt;
}
