import { Decimal, decimal, type Instrument, roundQuantityDown, ZERO } from '@perpdesk/broker-core';
import { isOrderable } from '../entries/is-orderable.ts';

export interface TargetLevel {
  /** Quote asset, on the tick. */
  readonly price: Decimal;
  /** Percent of the position; `null`: an even part of what is left. */
  readonly share: Decimal | null;
  /** Base asset, in place of a share: so much however large the position is, at most what is left of it. */
  readonly quantity?: Decimal | null;
}

export interface TargetsInput {
  /** In order. */
  readonly targets: readonly TargetLevel[];
  /** Base asset, > 0: the stream's position. */
  readonly owned: Decimal;
  /** Base asset, ≥ 0, by target. */
  readonly filled: readonly Decimal[];
  readonly done: readonly number[];
  /** Targets whose order the exchange is filling: what is left of it needs no order of its own. */
  readonly filling: readonly number[];
  /** The last that is not done takes what the others leave, whatever its share; else only where the shares are all of it. */
  readonly takesRest: boolean;
  readonly instrument: Instrument;
}

/** An order that takes a part of the position at a target's price. */
export interface TargetSlot {
  readonly target: number;
  /** Quote asset. */
  readonly price: Decimal;
  /** Base asset, > 0, on the step. */
  readonly quantity: Decimal;
}

export interface TargetsPlan {
  readonly slots: readonly TargetSlot[];
  /** Targets that have their whole part. */
  readonly done: readonly number[];
  /** Targets whose part the exchange would not take as an order: they are in the next one, the last in the one before. */
  readonly merged: readonly number[];
}

const HUNDRED = decimal('100');

/**
 * Which part of a position each of its targets takes. Shares are of the position as it would be without its targets; together
 * the orders are exactly what is owned, or less where nobody takes the rest.
 */
export function planTargets({
  targets,
  owned,
  filled,
  done,
  filling,
  takesRest,
  instrument,
}: TargetsInput): TargetsPlan {
  const size = filled.reduce((sum, quantity) => sum.plus(quantity), owned);
  const { parts, areAll } = partsOf(targets, size);
  const takesAll = takesRest || areAll;
  const partOf = (index: number): Decimal =>
    roundQuantityDown(parts[index] ?? ZERO, instrument).minus(filled[index] ?? ZERO);
  const isTakeable = (index: number, quantity: Decimal, price: Decimal): boolean =>
    filling.includes(index) ? quantity.gt(0) : isOrderable(quantity, price, instrument);
  const last = targets.findLastIndex((_, index) => !done.includes(index));
  /** What the others that are to come leave. */
  const restBeside = (index: number): Decimal =>
    targets.reduce((rest, _, other) => {
      const isBeside = other !== index && !done.includes(other);
      return isBeside ? rest.minus(Decimal.max(partOf(other), ZERO)) : rest;
    }, owned);
  const leftOf = (index: number): Decimal =>
    takesAll && index === last ? Decimal.max(partOf(index), restBeside(index)) : partOf(index);
  const isDone = (index: number, price: Decimal): boolean =>
    done.includes(index) || ((filled[index] ?? ZERO).gt(0) && !isTakeable(index, leftOf(index), price));
  const ended = targets.flatMap(({ price }, index) => (isDone(index, price) ? [index] : []));
  const open = targets.map((target, index) => ({ ...target, index })).filter(({ index }) => !ended.includes(index));
  const slots: TargetSlot[] = [];
  const merged: number[] = [];
  let left = owned;
  let carried = ZERO;
  for (const [position, { index, price }] of open.entries()) {
    const isLast = position === open.length - 1;
    const quantity = isLast && takesAll ? left : Decimal.min(left, Decimal.max(partOf(index), ZERO).plus(carried));
    if (isTakeable(index, quantity, price)) {
      slots.push({ target: index, price, quantity });
      left = left.minus(quantity);
      carried = ZERO;
      continue;
    }
    carried = quantity;
    if (left.gt(0)) merged.push(index);
    const before = slots.pop();
    if (!isLast || before === undefined) {
      if (before !== undefined) slots.push(before);
      continue;
    }
    slots.push({ ...before, quantity: before.quantity.plus(quantity) });
  }
  return { slots, done: ended, merged };
}

interface TargetParts {
  /** Base asset, by target: those that say none share evenly what the others leave. */
  readonly parts: readonly Decimal[];
  /** Together they are the whole position: the last stands for what rounding leaves. */
  readonly areAll: boolean;
}

function partsOf(targets: readonly TargetLevel[], size: Decimal): TargetParts {
  const told = targets.map(
    ({ share, quantity }) => quantity ?? (share === null ? null : size.times(share).div(HUNDRED)),
  );
  const left = told.reduce<Decimal>((rest, part) => rest.minus(part ?? ZERO), size);
  const untold = told.filter((part) => part === null).length;
  const even = untold === 0 ? ZERO : Decimal.max(left, ZERO).div(untold);
  return { parts: told.map((part) => part ?? even), areAll: untold > 0 || left.lte(0) };
}
