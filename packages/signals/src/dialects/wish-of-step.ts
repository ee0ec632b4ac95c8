import { sameSize } from '../plan/same-size.ts';
import type { Wish, WishSize } from '../wish.ts';
import type { ToldPosition } from './told-position.ts';

/**
 * What a position that stays on its side asks for, where no word and no fill says it: its sizes tell an addition from a
 * reduction. `null`: it leaves its side, or one of the sizes is not told.
 *
 * @param size The alert's own: an addition's, where it is given.
 */
export function wishOfStep(
  { position, previous, sizes }: Omit<ToldPosition, 'ok' | 'notes'>,
  size: WishSize | null,
): Wish | null {
  const [before, after] = [sizes.before?.abs(), sizes.after?.abs()];
  if (before === undefined || after === undefined) return null;
  if (position === null || position === 'flat' || position !== previous) return null;
  if (sameSize(before, after)) return { type: 'stay' };
  const quantity = after.minus(before).abs();
  return after.gt(before)
    ? { type: 'add', direction: position, size: size ?? { unit: 'strategy', quantity, of: before } }
    : { type: 'reduce', direction: position, size: { unit: 'strategy', quantity, of: before } };
}

/**
 * The size of what is left of a side: the alert's own, and where the positions beside it tell how much that is, by what it
 * was taken from; without one of its own the difference.
 */
export function partOf(told: Omit<ToldPosition, 'ok' | 'notes'>, size: WishSize | null): WishSize | null {
  const step = wishOfStep(told, null);
  if (step?.type !== 'reduce' || step.size.unit !== 'strategy') return size;
  if (size === null) return step.size;
  return size.unit === 'strategy' ? { ...step.size, quantity: size.quantity } : size;
}
