import { refusalTexts } from '../language/texts/refusal.ts';
import { decimal, formatDecimal, roundPriceTo, type Decimal, type Instrument } from '@perpdesk/broker-core';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import type { Phrase } from '../language/speech.ts';
import { sizeTexts } from '../language/texts/size.ts';
import type { OrderTerms, TypedLevel } from './order-terms.ts';

export interface EntryTarget {
  /** Quote asset, on the tick. */
  readonly price: Decimal;
  /** Percent of the position; `null`: what the others leave. */
  readonly share: Decimal | null;
}

/** Where an entry goes in and out, on the tick. */
export interface EntryLevels {
  /** Quote asset; `null`: at the market. */
  readonly limitPrice: Decimal | null;
  /** Quote asset: what the entry is reckoned with. */
  readonly entryPrice: Decimal;
  /** Quote asset. */
  readonly stopPrice: Decimal | null;
  readonly targets: readonly EntryTarget[];
  /** What was rounded, and what is to be known, one sentence each. */
  readonly notes: readonly Phrase[];
}

interface Basis {
  readonly instrument: Instrument;
  readonly direction: 'long' | 'short';
  /** Mark price, quote asset. */
  readonly market: Decimal;
}

type Way = 'stop' | 'target';

/** The price of a level, exact: a stop is on the losing side of the entry, a target on the other. */
export function exactPrice(level: TypedLevel, entry: Decimal, direction: 'long' | 'short', way: Way): Decimal {
  if (level.type === 'price') return level.price;
  const part = level.percent.dividedBy(100);
  const isBelow = (direction === 'long') === (way === 'stop');
  return entry.times(isBelow ? decimal('1').minus(part) : part.plus(1));
}

/** Whether a stop or target is where it can wait for the price. */
export function isOnItsSide(price: Decimal, from: Decimal, direction: 'long' | 'short', way: Way): boolean {
  const isBelow = (direction === 'long') === (way === 'stop');
  return isBelow ? price.lessThan(from) : price.greaterThan(from);
}

/** A price on the tick, with a note where a typed one was not. */
export function onTick(
  exact: Decimal,
  instrument: Instrument,
  { name, isTyped }: { readonly name: 'price' | 'stop' | 'target'; readonly isTyped: boolean },
): { readonly price: Decimal; readonly note: Phrase | null } {
  const price = roundPriceTo(exact, instrument, 'nearest');
  if (!isTyped || price.equals(exact)) return { price, note: null };
  const note: Phrase = ({ say, digits }) => {
    const words = say(sizeTexts);
    const [from = '', to = '', tick = ''] = [exact, price, instrument.tickSize].map((it) => digits(formatDecimal(it)));
    return words.onTick(words.level[name], from, to, tick);
  };
  return { price, note };
}

/** Puts an entry's prices on the tick; what cannot stand where it should is refused. */
export function entryLevels(terms: OrderTerms, { instrument, direction, market }: Basis): DeskResult<EntryLevels> {
  const notes: Phrase[] = [];
  const put = (exact: Decimal, name: 'price' | 'stop' | 'target', isTyped: boolean): Decimal => {
    const { price, note } = onTick(exact, instrument, { name, isTyped });
    if (note !== null) notes.push(note);
    return price;
  };
  const limitPrice = terms.limitPrice === null ? null : put(terms.limitPrice, 'price', true);
  if (limitPrice?.isZero() === true) return refuse('terms', ({ say }) => say(refusalTexts).belowTick);
  const entryPrice = limitPrice ?? market;
  const takesNow = limitPrice !== null && (direction === 'long' ? limitPrice.gte(market) : limitPrice.lte(market));
  if (takesNow) notes.push(({ say, price }) => say(sizeTexts).takesNow(price(market, instrument)));
  const level = (typed: TypedLevel, way: Way): Decimal =>
    put(exactPrice(typed, entryPrice, direction, way), way, typed.type === 'price');
  const stopPrice = terms.stop === null ? null : level(terms.stop, 'stop');
  const targets = terms.targets.map(({ at, share }) => ({ price: level(at, 'target'), share }));
  const side = direction.toUpperCase();
  // a resting order's stop must hold at its own price and, once it fills, at the market's
  const from = limitPrice === null || takesNow ? market : limitPrice;
  if (stopPrice !== null && !isOnItsSide(stopPrice, from, direction, 'stop')) {
    return refuse('terms', ({ say, digits }) => {
      const [at = '', now = ''] = [stopPrice, from].map((it) => digits(formatDecimal(it)));
      return say(refusalTexts).stopSide(side, direction === 'long', at, now);
    });
  }
  const wrong = targets.find(({ price }) => !isOnItsSide(price, from, direction, 'target'));
  if (wrong !== undefined) {
    return refuse('terms', ({ say, digits }) => {
      const [at = '', now = ''] = [wrong.price, from].map((it) => digits(formatDecimal(it)));
      return say(refusalTexts).targetSide(side, direction === 'short', at, now);
    });
  }
  return accept({ limitPrice, entryPrice, stopPrice, targets, notes });
}
