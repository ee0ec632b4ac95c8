import type { Decimal } from '@perpdesk/broker-core';
import { type Direction, directionOf, opposite } from '../plan/sides.ts';
import type { Wish } from '../wish.ts';

/** Where the stream stands on an account when a wish comes. */
export interface Stance {
  /** Base asset, signed: by fills. */
  readonly owned: Decimal;
  /** Sides that its entries which have not ended are for. */
  readonly entering: ReadonlySet<Direction>;
}

/** An order's work for a wish, and the side of the position that it changes. */
export interface WishLeg {
  readonly kind: 'increase' | 'reduce';
  readonly direction: Direction;
  /** It waits for entries of its stream that were planned before it; others overtake those that were not sent. */
  readonly isPatient: boolean;
}

/** The side that a wish builds; `null`: none, or what the stream stands on. */
export function wantedSide(wish: Wish): Direction | null {
  switch (wish.type) {
    case 'hold':
    case 'add':
      return wish.direction;
    case 'order':
      return wish.side === 'buy' ? 'long' : 'short';
    case 'reduce':
    case 'close':
    case 'stay':
    case 'cancel':
      return null;
    default:
      return wish satisfies never;
  }
}

/** The side that a wish's exit takes from; `null`: whatever is owned. */
export function leftSide(wish: Wish): Direction | null {
  if (wish.type === 'reduce' || wish.type === 'close') return wish.direction;
  const wanted = wantedSide(wish);
  return wanted === null ? null : opposite(wanted);
}

/** What a wish needs done on an account, in order: the close of the other side first. How much is known when its turn comes. */
export function legsOf(wish: Wish, stance: Stance): readonly WishLeg[] {
  const owned = stance.owned.isZero() ? null : directionOf(stance.owned);
  const stands = (direction: Direction): boolean => owned === direction || stance.entering.has(direction);
  switch (wish.type) {
    case 'stay':
    case 'cancel':
      return [];
    case 'close':
      return [exit(wish.direction ?? owned ?? sideEntered(stance), false)];
    case 'reduce':
      // what is owned is reduced at once; where nothing is yet, it comes after what is being entered
      return [exit(wish.direction ?? owned ?? sideEntered(stance), owned === null)];
    case 'add':
      return [entry(wish.direction ?? owned ?? sideEntered(stance))];
    case 'hold':
      return stands(opposite(wish.direction))
        ? [exit(opposite(wish.direction), false), entry(wish.direction)]
        : [entry(wish.direction)];
    case 'order': {
      const wanted = wish.side === 'buy' ? 'long' : 'short';
      if (wish.reduceOnly) return [exit(opposite(wanted), owned === null)];
      return stands(opposite(wanted)) ? [exit(opposite(wanted), true), entry(wanted)] : [entry(wanted)];
    }
    default:
      return wish satisfies never;
  }
}

function sideEntered({ entering }: Stance): Direction {
  return entering.has('short') && !entering.has('long') ? 'short' : 'long';
}

function exit(direction: Direction, isPatient: boolean): WishLeg {
  return { kind: 'reduce', direction, isPatient };
}

function entry(direction: Direction): WishLeg {
  return { kind: 'increase', direction, isPatient: false };
}
