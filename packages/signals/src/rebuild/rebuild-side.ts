import { type Decimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { AttributedFill } from './attribute-fills.ts';

/** What a stream owns by the orders that carry its code. */
export interface RebuiltPart {
  readonly streamCode: string;
  /** Base asset, signed, not 0. */
  readonly owned: Decimal;
  /** The highest count of signals in its orders' ids. */
  readonly sequence: number;
}

/** One side of one instrument, told by the exchange alone. Base asset, signed. */
export interface RebuiltSide {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly held: Decimal;
  readonly parts: readonly RebuiltPart[];
  /** What is held and no stream's order bought. */
  readonly others: Decimal;
  /**
   * Whether the parts are certain. `opened-before`: some of it was there before the first fill that was read.
   * `taken-by-others`: others closed a part, and several streams owned: whose it was is not known.
   */
  readonly proof: 'proven' | 'opened-before' | 'taken-by-others';
}

export interface SideEvidence {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** Base asset, signed: what the exchange says now. */
  readonly held: Decimal;
  /** All fills of the side since some time, oldest first. */
  readonly fills: readonly AttributedFill[];
}

/**
 * Adds up what each stream owns of a side; what an exit takes beyond its own stream's part, as a person's does of a
 * strategy's, is taken by others. Where the side was flat although streams owned some of it, somebody else closed it: what
 * came before counts no more. Pure.
 */
export function rebuildSide({ symbol, positionSide, held, fills }: SideEvidence): RebuiltSide {
  const moved = fills.reduce((sum, { fill }) => sum.plus(signed(fill)), ZERO);
  const owned = new Map<string, Decimal>();
  const sequences = new Map<string, number>();
  let total = held.minus(moved);
  let others = total;
  let isWhole = total.isZero();
  // others took from several streams: whose it was is not known before the side is flat
  let isUnclear = false;
  for (const one of fills) {
    const { streamCode, sequence } = one;
    const quantity = signed(one.fill);
    const own = streamCode === null ? ZERO : movedOf(one, owned.get(streamCode) ?? ZERO);
    total = total.plus(quantity);
    others = others.plus(quantity.minus(own));
    if (streamCode !== null) {
      owned.set(streamCode, (owned.get(streamCode) ?? ZERO).plus(own));
      sequences.set(streamCode, Math.max(sequences.get(streamCode) ?? 0, sequence));
    }
    const isOthers = !quantity.eq(own);
    if (!total.isZero()) {
      isUnclear ||= isOthers && [...owned.values()].filter((part) => isAgainst(part, others)).length > 1;
      continue;
    }
    // an entry makes it flat where one stream owns against another, in one-way mode
    if (isUnclear && !isOthers && !one.isReducing && positionSide === 'net') continue;
    isUnclear = false;
    if (!others.isZero()) owned.clear();
    others = ZERO;
    if ([...owned.values()].every((part) => part.isZero())) isWhole = true;
  }
  const parts = [...owned]
    .filter(([, quantity]) => !quantity.isZero())
    .map(([streamCode, quantity]) => ({ streamCode, owned: quantity, sequence: sequences.get(streamCode) ?? 0 }));
  const side = { symbol, positionSide, held };
  if (!isWhole) return { ...side, parts, others, proof: 'opened-before' };
  if (isUnclear) return { ...side, parts, others, proof: 'taken-by-others' };
  const isTaken = parts.some((part) => isAgainst(part.owned, others));
  if (!isTaken) return { ...side, parts, others, proof: 'proven' };
  const [only] = parts;
  if (only === undefined || parts.length > 1) return { ...side, parts, others, proof: 'taken-by-others' };
  // nobody else owned what was taken; beyond it, what is held is the others'
  const left = only.owned.plus(others);
  const isTurned = left.isZero() || left.isNegative() !== only.owned.isNegative();
  return isTurned
    ? { ...side, parts: [], others: held, proof: 'proven' }
    : { ...side, parts: [{ ...only, owned: left }], others: ZERO, proof: 'proven' };
}

function isAgainst(part: Decimal, others: Decimal): boolean {
  return !part.isZero() && !others.isZero() && part.isNegative() !== others.isNegative();
}

/** What a fill moves of its own stream's part: an exit takes what the stream owns, and beyond it what others do. */
function movedOf({ fill, isReducing }: AttributedFill, own: Decimal): Decimal {
  const quantity = signed(fill);
  if (!isReducing) return quantity;
  if (own.isZero() || own.isNegative() === quantity.isNegative()) return ZERO;
  return own.abs().lt(quantity.abs()) ? own.negated() : quantity;
}

function signed({ side, quantity }: AttributedFill['fill']): Decimal {
  return side === 'buy' ? quantity : quantity.negated();
}
