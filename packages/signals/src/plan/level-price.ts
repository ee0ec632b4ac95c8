import { Decimal, decimal, type Instrument, roundPriceTo } from '@perpdesk/broker-core';
import type { WishPrice } from '../wish.ts';
import type { Direction } from './sides.ts';

export interface LevelInput {
  readonly level: WishPrice;
  /** A stop is on the losing side of the entry, a target on the winning one. */
  readonly way: 'stop' | 'target';
  readonly direction: Direction;
  /** Quote asset, > 0; `null`: not known yet. */
  readonly entryPrice: Decimal | null;
  readonly instrument: Pick<Instrument, 'tickSize' | 'minPrice' | 'maxPrice'>;
}

const HUNDRED = decimal('100');

/**
 * Where a stop or target triggers: quote asset, on the tick, rounded towards the entry, within the instrument's prices.
 *
 * @returns `null`: it is counted from the entry price, and that is not known.
 */
export function levelPrice({ level, way, direction, entryPrice, instrument }: LevelInput): Decimal | null {
  const isAbove = (way === 'target') === (direction === 'long');
  const exact = exactPrice(level, entryPrice, isAbove);
  if (exact === null) return null;
  const price = roundPriceTo(exact, instrument, isAbove ? 'down' : 'up');
  const least = roundPriceTo(instrument.minPrice, instrument, 'up');
  const most = roundPriceTo(instrument.maxPrice, instrument, 'down');
  return Decimal.max(least, Decimal.min(price, most));
}

/** Quote asset: how far the level is from the entry. */
export function levelDistance(level: WishPrice, entryPrice: Decimal): Decimal {
  switch (level.basis) {
    case 'price':
      return level.price.minus(entryPrice).abs();
    case 'percent':
      return entryPrice.times(level.percent).div(HUNDRED);
    case 'distance':
      return level.distance.abs();
    default:
      return level satisfies never;
  }
}

function exactPrice(level: WishPrice, entryPrice: Decimal | null, isAbove: boolean): Decimal | null {
  if (level.basis === 'price') return level.price;
  if (entryPrice === null) return null;
  const distance = levelDistance(level, entryPrice);
  return isAbove ? entryPrice.plus(distance) : entryPrice.minus(distance);
}
