import { type Decimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { AttributedFill } from './attribute-fills.ts';
import { isAgainst, readSide, signed, type WayOfReading } from './read-side.ts';

/** What a stream owns by the orders that carry its code. */
export interface RebuiltPart {
  readonly streamCode: string;
  /** Base asset, signed, not 0. */
  readonly owned: Decimal;
  /** The highest count of signals in its orders' ids. */
  readonly sequence: number;
  /** What targets took of it in this position, the first to fill first; those that went at the market are not told apart. */
  readonly targets: readonly RebuiltTarget[];
}

export interface RebuiltTarget {
  /** Base asset, > 0. */
  readonly quantity: Decimal;
  /** Nothing of it is left. */
  readonly isFilled: boolean;
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
   * `taken-by-others`: others closed a part, and several streams owned: whose it was is not known. `read-two-ways`: the parts
   * depend on when what others did was seen, or on what an order that nobody knows was allowed to do.
   */
  readonly proof: 'proven' | 'opened-before' | 'taken-by-others' | 'read-two-ways';
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
 * strategy's, is taken from whom it can be. Where the side was flat although streams owned some of it, somebody else closed
 * it: what came before counts no more. Pure.
 */
export function rebuildSide(evidence: SideEvidence): RebuiltSide {
  const first = rebuildIn({ seesAtOnce: false, reducesUnknown: false }, evidence);
  if (first.proof !== 'proven') return first;
  const isCertain = OTHER_WAYS.every((way) => isSame(first, rebuildIn(way, evidence)));
  return isCertain ? first : { ...first, proof: 'read-two-ways' };
}

const OTHER_WAYS = [
  { seesAtOnce: true, reducesUnknown: false },
  { seesAtOnce: false, reducesUnknown: true },
  { seesAtOnce: true, reducesUnknown: true },
] as const;

function rebuildIn(way: WayOfReading, { symbol, positionSide, held, fills }: SideEvidence): RebuiltSide {
  const before = held.minus(fills.reduce((sum, { fill }) => sum.plus(signed(fill)), ZERO));
  const { owned, targets, others, isWhole, isUnclear } = readSide(before, positionSide, fills, way);
  const sequenceOf = (code: string) =>
    fills.reduce((most, one) => (one.streamCode === code ? Math.max(most, one.sequence) : most), 0);
  const parts = [...owned]
    .filter(([, quantity]) => !quantity.isZero())
    .map(([streamCode, quantity]) => ({
      streamCode,
      owned: quantity,
      sequence: sequenceOf(streamCode),
      targets: targetsOf(targets.get(streamCode) ?? []),
    }));
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

/** Orders at one price are of one target; so are those that follow each other until one is filled. */
function targetsOf(fills: readonly AttributedFill[]): readonly RebuiltTarget[] {
  const found: RebuiltTarget[] = [];
  let price: string | null = null;
  for (const { fill, target } of fills) {
    if (target === null) continue;
    const last = found.at(-1);
    const isNext = last === undefined || (last.isFilled && price !== target.price);
    const quantity = isNext ? fill.quantity : last.quantity.plus(fill.quantity);
    found.splice(isNext ? found.length : found.length - 1, 1, { quantity, isFilled: target.isFilled });
    price = target.price;
  }
  return found;
}

function isSame(one: RebuiltSide, other: RebuiltSide): boolean {
  return (
    one.proof === other.proof &&
    one.parts.length === other.parts.length &&
    one.parts.every((part) =>
      other.parts.some(({ streamCode, owned }) => streamCode === part.streamCode && owned.eq(part.owned)),
    )
  );
}
