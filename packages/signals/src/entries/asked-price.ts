import { Decimal, decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { markPriceOf } from '../lanes/mark-prices.ts';
import type { Direction } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { WishPrice } from '../wish.ts';
import { toldLimit } from './replaced-terms.ts';

/** Whether the alert says itself that its entry rests at a price, and the route lets it. */
export function asksLimit(run: Run, intent: IntentRow): boolean {
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  if (signal === undefined) return false;
  const wish = 'wishes' in signal ? signal.wishes[goalOf(intent).wish?.index ?? 0] : undefined;
  return wish?.type === 'order' ? wish.orderType === 'limit' : toldLimit(signal, goalOf(intent)) !== null;
}

/** Quote asset, not on the tick: where the alert says that its entry rests; `null`: it does not, or no market price is known. */
export function askedPrice(run: Run, intent: IntentRow): Decimal | null {
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  if (signal === undefined || !asksLimit(run, intent)) return null;
  const wish = 'wishes' in signal ? signal.wishes[goalOf(intent).wish?.index ?? 0] : undefined;
  if (wish?.type !== 'order') return toldLimit(signal, goalOf(intent));
  return wish.price === null ? null : fromMarket(wish.price, markPriceOf(run, intent.brokerId, intent.symbol));
}

/** Quote asset: what a limit order fills at; one that the market has passed already does at the market's price. */
export function fillPrice(limit: Decimal | null, market: Decimal | null, entered: Direction): Decimal | null {
  if (limit === null || market === null) return limit;
  return entered === 'long' ? Decimal.min(limit, market) : Decimal.max(limit, market);
}

function fromMarket(at: WishPrice, market: Decimal | null): Decimal | null {
  switch (at.basis) {
    case 'price':
      return at.price;
    case 'percent':
      return market === null ? null : market.times(at.percent.div(decimal('100')).plus(1));
    case 'distance':
      return market === null ? null : market.plus(at.distance);
    default:
      return at satisfies never;
  }
}
