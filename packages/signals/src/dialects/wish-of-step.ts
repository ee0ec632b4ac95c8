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
  { position, previous, step }: Omit<ToldPosition, 'ok' | 'notes'>,
  size: WishSize | null,
): Wish | null {
  if (step === null || position === null || position === 'flat' || position !== previous) return null;
  const [before, after] = [step.before.abs(), step.after.abs()];
  if (sameSize(before, after)) return { type: 'stay' };
  const quantity = after.minus(before).abs();
  return after.gt(before)
    ? { type: 'add', direction: position, size: size ?? { unit: 'strategy', quantity } }
    : { type: 'reduce', direction: position, size: { unit: 'strategy', quantity, of: before } };
}
