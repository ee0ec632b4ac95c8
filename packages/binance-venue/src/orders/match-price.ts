import { Decimal, type Side } from '@perpdesk/broker-core';
import type { Exchange } from '../exchange/exchange.ts';
import type { ListedSymbol } from '../exchange/listed-symbol.ts';
import type { OrderTerms } from '../exchange/order-terms.ts';
import { VenueRefusal } from '../venue-refusal.ts';

const LEVEL = /_(\d+)$/;

/** Quote asset: the price that `priceMatch` takes from the book; `null` for NONE. @throws {VenueRefusal} */
export function matchPrice(
  { market }: Exchange,
  { instrument }: ListedSymbol,
  side: Side,
  priceMatch: OrderTerms['priceMatch'],
): Decimal | null {
  if (priceMatch === 'NONE') return null;
  const top = market.topOfBook(instrument.symbol);
  if (top === null) throw new VenueRefusal(-5041, 'No depth matches this BBO order');
  const takes = priceMatch.startsWith('OPPONENT');
  const isAsk = takes === (side === 'buy');
  const level = Number.parseInt(LEVEL.exec(priceMatch)?.[1] ?? '1', 10) - 1;
  const away = instrument.tickSize.times(level);
  return isAsk ? top.ask.plus(away) : Decimal.max(top.bid.minus(away), instrument.minPrice);
}
