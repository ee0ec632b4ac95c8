import { type Decimal, decimal, type Side } from '@perpdesk/broker-core';
import type { Exchange } from '../exchange/exchange.ts';
import type { ListedSymbol } from '../exchange/listed-symbol.ts';
import { optionalNumber, optionalText, type Params, requiredNumber } from '../operations/params.ts';
import { VenueRefusal } from '../venue-refusal.ts';
import { checkPrice } from './check-amounts.ts';

/** Percent; the highest was raised from 10 on 2026-10-23. */
const LOWEST_RATE = decimal('0.1');
const HIGHEST_RATE = decimal('20');

export interface Trailing {
  /** Percent. */
  readonly callbackRate: Decimal;
  /** Quote asset. */
  readonly activationPrice?: Decimal;
}

/** What only a trailing stop has. `activationPrice`, the name before the algo service, is ignored as Binance does. */
export function readTrailing({ market }: Exchange, { instrument }: ListedSymbol, params: Params, side: Side): Trailing {
  if (optionalText(params, 'triggerPrice') !== undefined) {
    throw new VenueRefusal(-2021, 'Order would immediately trigger.');
  }
  const callbackRate = requiredNumber(params, 'callbackRate');
  if (callbackRate.lt(LOWEST_RATE) || callbackRate.gt(HIGHEST_RATE) || callbackRate.decimalPlaces() > 1) {
    throw new VenueRefusal(-2007, 'Invalid callBack rate.');
  }
  const activationPrice = optionalNumber(params, 'activatePrice');
  if (activationPrice === undefined) return { callbackRate };
  checkPrice(activationPrice, instrument);
  const last = market.latest(instrument.symbol)?.last;
  if (last !== undefined && (side === 'buy' ? activationPrice.gte(last) : activationPrice.lte(last))) {
    throw new VenueRefusal(-4135, 'Invalid activation price.');
  }
  return { callbackRate, activationPrice };
}
