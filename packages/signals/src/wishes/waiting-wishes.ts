import type { Run } from '../run.ts';
import type { WishSignal } from '../wish.ts';
import { rankOf } from './wish-rank.ts';

/** In memory alone: after a crash they are found in the inbox and wait anew. In the order in which they are to be applied. */
export function waitingWishes(run: Run, stream: string): readonly WishSignal[] {
  return run.notes.waitingWishes.get(stream) ?? [];
}

export function putWaitingWish(run: Run, signal: WishSignal): void {
  const all = [...waitingWishes(run, signal.stream), signal];
  run.notes.waitingWishes.set(signal.stream, all.toSorted(byTurn));
}

export function dropWaitingWish(run: Run, { stream, id }: WishSignal): void {
  const left = waitingWishes(run, stream).filter((one) => one.id !== id);
  if (left.length === 0) run.notes.waitingWishes.delete(stream);
  else run.notes.waitingWishes.set(stream, left);
}

export function isWaitingWish(run: Run, stream: string, id: string): boolean {
  return waitingWishes(run, stream).some((one) => one.id === id);
}

/** Whether it is being decided about already. */
export function isTakenUp(run: Run, stream: string, id: string): boolean {
  return run.notes.lateWishes.has(id) || isWaitingWish(run, stream, id);
}

/** By time; of one time by what they do; then by their words, so that the order in which they came does not count. */
function byTurn(a: WishSignal, b: WishSignal): number {
  const order = (a.firedAt ?? a.receivedAt) - (b.firedAt ?? b.receivedAt);
  if (order !== 0) return order;
  return rankOf(a) - rankOf(b) || JSON.stringify(a.wishes).localeCompare(JSON.stringify(b.wishes));
}
