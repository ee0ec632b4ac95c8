import type { Decimal } from '@perpdesk/broker-core';
import { refuse } from '../parse/refuse.ts';
import type { Refusal } from '../signal.ts';
import type { HeldDirection, Wish, WishSize } from '../wish.ts';
import { sentence } from '../sentences/sentence.ts';

/** A fill of the strategy's. */
export interface ToldFill {
  readonly side: 'buy' | 'sell' | null;
  /** Of the position after it. */
  readonly position: HeldDirection | null;
  /** Of the position before it. */
  readonly previous: HeldDirection | null;
  /** Of the fill. */
  readonly size: WishSize | null;
  /** The position after it, > 0, in the strategy's units; left out: not told. */
  readonly leaves?: Decimal | undefined;
}

export type WishResult = { readonly ok: true; readonly wish: Wish } | Refusal;

/**
 * What a fill asks for: the side that remains decides, the fill's side tells an addition from a reduction. Without it the
 * side is held: whether it grew is not told.
 */
export function wishOfFill({ side, position, previous, size, leaves }: ToldFill): WishResult {
  const wanted = position ?? (side === null ? null : side === 'buy' ? 'long' : 'short');
  if (wanted === null) return refuse('missing-side', sentence('no-side-no-position'));
  if (wanted === 'flat') {
    if (previous === 'flat') return { ok: true, wish: { type: 'stay' } };
    const closes = previous === null || side === null || side === (previous === 'long' ? 'sell' : 'buy');
    return closes
      ? { ok: true, wish: { type: 'close', direction: previous } }
      : refuse('inconsistent-transition', sentence('cannot-close', { side, previous }));
  }
  const isAgainst = side !== null && side !== (wanted === 'long' ? 'buy' : 'sell');
  if (!isAgainst) {
    if (previous === wanted && side !== null) return { ok: true, wish: { type: 'add', direction: wanted, size } };
    // what came before is not told, or is the other side: the size may hold the closing part
    const includesClose =
      previous !== 'flat' && position !== null && (side !== null || (size !== null && leaves !== undefined));
    const left = includesClose && leaves !== undefined ? { leaves } : {};
    return { ok: true, wish: { type: 'hold', direction: wanted, previous, size, includesClose, ...left } };
  }
  if (previous !== null && previous !== wanted) {
    return refuse('inconsistent-transition', sentence('cannot-lead', { side, previous, wanted }));
  }
  return size === null
    ? refuse('missing-size', sentence('reduces-without-size', { side, wanted }))
    : { ok: true, wish: { type: 'reduce', direction: wanted, size } };
}
