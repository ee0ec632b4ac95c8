import { Decimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { AttributedFill } from './attribute-fills.ts';

/** One way to read a side's fills, where they leave open what the desk saw between them. */
export interface WayOfReading {
  /** What others take leaves its owner at once; else only where they took more than they gave until the last fill. */
  readonly seesAtOnce: boolean;
  /** An order that nobody knows was one that only reduces, where it can have been. */
  readonly reducesUnknown: boolean;
}

/** What a side comes to when it is read in one way. Base asset, signed. */
export interface SideReading {
  /** Stream's code → what it owns, which may be 0. */
  readonly owned: ReadonlyMap<string, Decimal>;
  /** Stream's code → fills of its targets since it owned nothing. */
  readonly targets: ReadonlyMap<string, readonly AttributedFill[]>;
  /** What is held beyond that. */
  readonly others: Decimal;
  /** Nobody owned any of it at some time that was read. */
  readonly isWhole: boolean;
  /** Others took from several streams, and nobody can say from which, before the side is flat. */
  readonly isUnclear: boolean;
}

/** What the desk closes because nobody owns it carries this in the place of a stream's code. */
const DRIFT = 'drift';

/** @param before Base asset, signed: what was held before the first fill. */
export function readSide(
  before: Decimal,
  positionSide: PositionSide,
  fills: readonly AttributedFill[],
  { seesAtOnce, reducesUnknown }: WayOfReading,
): SideReading {
  const owned = new Map<string, Decimal>();
  const targets = new Map<string, readonly AttributedFill[]>();
  let total = before;
  let isWhole = total.isZero();
  let isUnclear = false;
  for (const one of fills) {
    for (const code of targets.keys()) if (owned.get(code)?.isZero() !== false) targets.delete(code);
    const quantity = signed(one.fill);
    const isReducing = one.isReducing ?? (reducesUnknown && isWithin(quantity, total));
    const beyond = takeOwn(owned, one, isReducing);
    if (one.streamCode !== null) targets.set(one.streamCode, [...(targets.get(one.streamCode) ?? []), one]);
    const taken = isReducing && isOfStream(one) ? takeAlong(owned, beyond) : 'none';
    isUnclear ||= taken === 'unclear';
    total = total.plus(quantity);
    const others = total.minus(netOf(owned));
    if (!total.isZero()) {
      if (seesAtOnce && !isUnclear) isUnclear = takeAlong(owned, others) === 'unclear';
      else if (!beyond.isZero()) isUnclear ||= alongOf(owned, others).length > 1;
      continue;
    }
    // an entry makes it flat where one stream owns against another, in one-way mode
    if (isUnclear && beyond.isZero() && !isReducing && positionSide === 'net') continue;
    isUnclear = false;
    if (taken !== 'none' || !others.isZero()) owned.clear();
    if ([...owned.values()].every((part) => part.isZero())) isWhole = true;
  }
  return { owned, targets, others: total.minus(netOf(owned)), isWhole, isUnclear };
}

/** Takes from the only stream that it can be from; never more than the net, for nothing beyond it is at the exchange. */
function takeAlong(owned: Map<string, Decimal>, quantity: Decimal): 'taken' | 'none' | 'unclear' {
  const net = netOf(owned);
  if (!isAgainst(net, quantity)) return 'none';
  const [only, ...more] = alongOf(owned, quantity);
  if (only === undefined || more.length > 0) return 'unclear';
  const [code, part] = only;
  owned.set(code, part.plus(quantity.abs().lt(net.abs()) ? quantity : net.negated()));
  return 'taken';
}

/** Moves what a fill moves of its own stream's part. @returns what it moved beyond that, base asset, signed. */
function takeOwn(owned: Map<string, Decimal>, one: AttributedFill, isReducing: boolean): Decimal {
  const quantity = signed(one.fill);
  if (one.streamCode === null || !isOfStream(one)) return quantity;
  const before = owned.get(one.streamCode) ?? ZERO;
  const own = isReducing ? reducedBy(before, quantity) : quantity;
  owned.set(one.streamCode, before.plus(own));
  return quantity.minus(own);
}

function reducedBy(before: Decimal, quantity: Decimal): Decimal {
  if (!isAgainst(before, quantity)) return ZERO;
  return before.abs().lt(quantity.abs()) ? before.negated() : quantity;
}

function isOfStream({ streamCode }: AttributedFill): boolean {
  return streamCode !== null && streamCode !== DRIFT;
}

function alongOf(owned: ReadonlyMap<string, Decimal>, quantity: Decimal): readonly (readonly [string, Decimal])[] {
  return [...owned].filter(([, part]) => isAgainst(part, quantity));
}

export function isAgainst(part: Decimal, quantity: Decimal): boolean {
  return !part.isZero() && !quantity.isZero() && part.isNegative() !== quantity.isNegative();
}

/** It can have come of an order that only reduces. */
function isWithin(quantity: Decimal, total: Decimal): boolean {
  return isAgainst(total, quantity) && quantity.abs().lte(total.abs());
}

function netOf(owned: ReadonlyMap<string, Decimal>): Decimal {
  return [...owned.values()].reduce((sum, part) => sum.plus(part), ZERO);
}

/** Base asset: below zero where it sold. */
export function signed({ side, quantity }: AttributedFill['fill']): Decimal {
  return side === 'buy' ? quantity : quantity.negated();
}
