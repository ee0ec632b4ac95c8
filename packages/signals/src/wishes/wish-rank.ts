import type { Wish, WishSignal } from '../wish.ts';

/** Whether it can only make less of a position: it may come late, and goes before others of its second. */
export function isExit(wish: Wish): boolean {
  switch (wish.type) {
    case 'reduce':
    case 'close':
    case 'cancel':
      return true;
    case 'order':
      return wish.reduceOnly;
    case 'hold':
    case 'add':
    case 'stay':
      return false;
    default:
      return wish satisfies never;
  }
}

/** Whether it may leave the strategy in a position. */
export function isEntry(wish: Wish): boolean {
  return wish.type === 'hold' || wish.type === 'add' || (wish.type === 'order' && !wish.reduceOnly);
}

export function isExitOnly({ wishes }: Pick<WishSignal, 'wishes'>): boolean {
  return wishes.every(isExit);
}

const RANKS = { close: 0, reduce: 0, cancel: 0, stay: 0, hold: 1, order: 2, add: 3 } as const satisfies Record<
  Wish['type'],
  number
>;

/** Of alerts of one time: what reduces goes first, then what says a side, then what adds to it. */
export function rankOf({ wishes }: Pick<WishSignal, 'wishes'>): number {
  return Math.max(...wishes.map((wish) => (isExit(wish) ? 0 : RANKS[wish.type])));
}
