import type { Decimal, OrderRequest } from '@perpdesk/broker-core';
import type { Exchange } from '../exchange/exchange.ts';
import type { OrderTerms } from '../exchange/order-terms.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import {
  flag,
  listedSymbol,
  malformed,
  notRequired,
  optionalNumber,
  optionalText,
  type Params,
  requiredNumber,
  requiredText,
} from '../operations/params.ts';
import { VenueRefusal } from '../venue-refusal.ts';
import { checkMarketBand, checkNotional, checkPrice, checkPriceBand, checkQuantity } from './check-amounts.ts';
import { checkStatus } from './check-status.ts';
import { matchPrice } from './match-price.ts';
import { readClientId } from './read-client-id.ts';
import { readDirection } from './read-direction.ts';
import { readLifetime, readTerms } from './read-terms.ts';

/** The types that live in the algo service since 2025-12-09. */
export const ALGO_TYPES = ['STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET', 'TRAILING_STOP_MARKET'] as const;

export interface ReadOrder {
  readonly request: OrderRequest;
  readonly terms: OrderTerms;
}

/** The parameters of `POST /fapi/v1/order` as an order for the engine. @throws {VenueRefusal} */
export function readPlainOrder(exchange: Exchange, account: VenueAccount, params: Params): ReadOrder {
  const listed = listedSymbol(exchange, params);
  const { instrument } = listed;
  const typeText = requiredText(params, 'type');
  if (ALGO_TYPES.some((type) => type === typeText)) {
    const message = 'Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.';
    throw new VenueRefusal(-4120, message);
  }
  if (typeText !== 'LIMIT' && typeText !== 'MARKET') throw new VenueRefusal(-1116, 'Invalid orderType.');
  if (flag(params, 'closePosition')) {
    throw new VenueRefusal(-4136, `Target strategy invalid for orderType ${typeText},closePosition true`);
  }
  const isMarket = typeText === 'MARKET';
  const direction = readDirection(account, params);
  const { side, positionSide, reduceOnly, isReducing } = direction;
  checkStatus(account, listed);
  if (isMarket && optionalText(params, 'timeInForce') !== undefined) throw notRequired('timeInForce');
  if (isMarket && optionalText(params, 'price') !== undefined) throw notRequired('price');
  const terms = readTerms(params);
  if (isMarket && terms.priceMatch !== 'NONE') {
    throw new VenueRefusal(-5038, 'Price match only supports order type: LIMIT, STOP AND TAKE_PROFIT');
  }
  const quantity = requiredNumber(params, 'quantity');
  checkQuantity(quantity, instrument, isMarket);
  const clientOrderId = readClientId(exchange, params, 'newClientOrderId');
  const base = { symbol: instrument.symbol, side, positionSide, clientOrderId, quantity, reduceOnly };
  const tick = exchange.market.latest(instrument.symbol);
  const { request, price } = isMarket
    ? { request: { ...base, type: 'market' as const }, price: tick?.last }
    : limitRequest();
  if (tick !== null && price !== undefined) {
    if (isMarket) checkMarketBand(price, side, listed, tick.mark);
    else checkPriceBand(price, side, listed, tick.mark);
  }
  if (price !== undefined && !isReducing) checkNotional(quantity.times(price), instrument);
  return { request, terms };

  function limitRequest(): { readonly request: OrderRequest; readonly price: Decimal } {
    if (optionalText(params, 'timeInForce') === undefined) throw malformed('timeInForce');
    const given = optionalNumber(params, 'price');
    const matched = matchPrice(exchange, listed, side, terms.priceMatch);
    if (given !== undefined && matched !== null) throw notRequired('price');
    const price = given ?? matched;
    if (price === null || price === undefined) throw malformed('price');
    checkPrice(price, instrument);
    return { request: { ...base, type: 'limit', price, ...readLifetime(exchange, params, terms) }, price };
  }
}
