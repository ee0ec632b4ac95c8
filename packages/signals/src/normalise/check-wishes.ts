import type { RouteMode } from '../route.ts';
import type { Refusal } from '../signal.ts';
import type { Wish } from '../wish.ts';
import { sentence } from '../sentences/sentence.ts';

type WishMode = Exclude<RouteMode, 'chain' | 'target' | 'notify'>;

const ALLOWED: Readonly<Record<WishMode, readonly Wish['type'][]>> = {
  direction: ['hold', 'add', 'reduce', 'close', 'stay'],
  order: ['order'],
  command: ['hold', 'add', 'reduce', 'close', 'stay', 'cancel', 'order'],
};

/** `null`: the mode takes every one of them. */
export function checkWishes(wishes: readonly Wish[], mode: WishMode): Refusal | null {
  const other = wishes.find(({ type }) => !ALLOWED[mode].includes(type));
  if (other === undefined) return null;
  const instead = other.type === 'cancel' ? 'command' : 'direction or command';
  return {
    ok: false,
    code: 'missing-side',
    detail: sentence('mode-takes-no', { mode, wish: other.type, modes: instead }),
  };
}
