import { type Decimal, ZERO } from '@perpdesk/broker-core';
import { readFill } from '../normalise/read-fill.ts';
import { readNext, readPrevious } from '../normalise/read-positions.ts';
import { mismatch } from '../normalise/read-step.ts';
import { refuse } from '../parse/refuse.ts';
import { sameSize } from '../plan/same-size.ts';
import type { Alert, Refusal } from '../signal.ts';
import type { HeldDirection } from '../wish.ts';
import type { Verb } from './verbs.ts';
import { sentence } from '../sentences/sentence.ts';
import { wishOfFill } from './wish-of-fill.ts';

export interface ToldPosition {
  readonly ok: true;
  /** After the fill; `null`: not told. */
  readonly position: HeldDirection | null;
  /** Before it. */
  readonly previous: HeldDirection | null;
  /** Of both, signed, in the strategy's units; `null`: not told. */
  readonly sizes: { readonly before: Decimal | null; readonly after: Decimal | null };
  readonly notes: readonly string[];
}

/**
 * The strategy's positions that an alert tells beside what it asks for, by their sides and by their sizes. What contradicts
 * itself or the fill's side is refused; another size of the fill where `isRaw`, as nothing else says how much is meant.
 */
export function readToldPosition(
  alert: Alert,
  { side, isRaw }: { readonly side: 'buy' | 'sell' | null; readonly isRaw: boolean },
): ToldPosition | Refusal {
  const { marketPosition, marketPositionSize: size, positionSize: net, prevMarketPosition } = alert;
  // less of the other side, or this one
  if (side !== null && !isRaw && marketPosition === null && net === null && size?.isZero() === false) {
    return refuse('missing-side', sentence('size-without-sign'));
  }
  const isSized = net !== null || (size !== null && (marketPosition !== null || size.isZero()));
  const after = isSized ? readNext(alert) : { ok: true as const, position: null };
  if (!after.ok) return after;
  const next = after.position;
  const fill = readFill({ action: side, contracts: alert.contracts });
  const before = readPrevious(alert, next ?? ZERO, next === null ? { ...fill, quantity: null } : fill);
  if (!before.ok) return before;
  const told = {
    ok: true,
    position: marketPosition ?? sideOf(next),
    previous: prevMarketPosition ?? sideOf(before.position),
    sizes: { before: before.position, after: next },
    notes: [],
  } as const;
  if (before.position === null || next === null) {
    const fitting = side === null || told.position === null ? null : wishOfFill({ side, ...told, size: ANY });
    return fitting === null || fitting.ok ? told : fitting;
  }
  const change = next.minus(before.position);
  const isStill = sameSize(next, before.position);
  const fitsSide = side === null || (isStill ? !isRaw : change.isNegative() === (side === 'sell'));
  const wrong = mismatch(before.position, next, fill);
  if (!fitsSide) return refuse('inconsistent-transition', wrong);
  if (fill.size === null || sameSize(change.abs(), fill.size)) return told;
  return isRaw ? refuse('inconsistent-transition', wrong) : { ...told, notes: [wrong] };
}

/** A word that leaves stays on its side: sizes without one are of it. Which side that is does not matter to how much is left. */
export function sidedBy(verb: Verb | null, alert: Alert): Alert {
  const { marketPosition, marketPositionSize: size, positionSize, prevMarketPosition, prevMarketPositionSize } = alert;
  if (verb?.type !== 'close' && verb?.type !== 'reduce') return alert;
  if (marketPosition !== null || positionSize !== null || size === null || size.isZero()) return alert;
  const before = prevMarketPosition === 'flat' ? null : prevMarketPosition;
  const side = verb.direction ?? before ?? 'long';
  const isSized = prevMarketPositionSize?.isZero() === false;
  return { ...alert, marketPosition: side, prevMarketPosition: prevMarketPosition ?? (isSized ? side : null) };
}

/** Whether a word fits the position that is told beside it. */
export function fitsPosition(verb: Exclude<Verb, { readonly type: 'side' }>, position: HeldDirection): boolean {
  switch (verb.type) {
    case 'hold':
      return position === verb.direction;
    case 'add':
      return position === (verb.direction ?? position) && position !== 'flat';
    case 'close':
      return position === 'flat';
    case 'reduce':
      return position === 'flat' || position === (verb.direction ?? position);
    case 'cancel':
      return true;
    default:
      return verb satisfies never;
  }
}

/** Here only the sides are compared. */
const ANY = { unit: 'strategy', quantity: ZERO } as const;

function sideOf(position: Decimal | null): HeldDirection | null {
  if (position === null) return null;
  if (position.isZero()) return 'flat';
  return position.isNegative() ? 'short' : 'long';
}
