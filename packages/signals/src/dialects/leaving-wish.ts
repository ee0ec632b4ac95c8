import type { HeldDirection, Wish, WishSize } from '../wish.ts';

/** What a word that leaves a position tells beside it. */
export interface ToldLeaving {
  /** `null`: whatever is held. */
  readonly direction: 'long' | 'short' | null;
  readonly size: WishSize | null;
  /** After it; `null`: not told. */
  readonly position: HeldDirection | null;
}

/** What is left by a word: the size of it, or all where none is told, and where the position after it is flat. */
export function leavingWish({ direction, size, position }: ToldLeaving): Wish {
  return size === null || position === 'flat' ? { type: 'close', direction } : { type: 'reduce', direction, size };
}
