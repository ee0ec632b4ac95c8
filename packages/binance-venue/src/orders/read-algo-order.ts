import { type Decimal, type OrderRequest, ZERO } from '@perpdesk/broker-core';
import type { Exchange } from '../exchange/exchange.ts';
import type { ListedSymbol } from '../exchange/listed-symbol.ts';
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
  word,
} from '../operations/params.ts';
import { VenueRefusal } from '../venue-refusal.ts';
import { checkNotional, checkPrice, checkQuantity, checkTriggerPrice } from './check-amounts.ts';
import { checkStatus } from './check-status.ts';
import { matchPrice } from './match-price.ts';
import { readClientId } from './read-client-id.ts';
import { type Direction, readDirection } from './read-direction.ts';
import { ALGO_TYPES, type ReadOrder } from './read-plain-order.ts';
import { readLifetime, readTerms } from './read-terms.ts';
import { readTrailing } from './read-trailing.ts';

type AlgoType = (typeof ALGO_TYPES)[number];

/** The parameters of `POST /fapi/v1/algoOrder` as an order for the engine. @throws {VenueRefusal} */
export function readAlgoOrder(exchange: Exchange, account: VenueAccount, params: Params): ReadOrder {
  if (requiredText(params, 'algoType') !== 'CONDITIONAL') throw malformed('algoType');
  const listed = listedSymbol(exchange, params);
  requiredText(params, 'type');
  const type = word(params, 'type', ALGO_TYPES, [-1116, 'Invalid orderType.']);
  if (type === undefined) throw malformed('type');
  const terms = readTerms(params);
  const closes = flag(params, 'closePosition');
  const direction = readDirection(account, params);
  checkStatus(account, listed);
  const base = {
    symbol: listed.instrument.symbol,
    side: direction.side,
    positionSide: direction.positionSide,
    clientOrderId: readClientId(exchange, params, 'clientAlgoId'),
    triggerBy: terms.workingType === 'MARK_PRICE' ? ('mark' as const) : ('last' as const),
  };
  if (closes) {
    checkClosing(params, type, direction);
    const triggerPrice = readTrigger(listed, params);
    const request = { ...base, triggerPrice, closePosition: true as const };
    if (type === 'STOP_MARKET') return { request: { ...request, type: 'stop-market' }, terms };
    return { request: { ...request, type: 'take-profit-market' }, terms };
  }
  const isPriced = type === 'STOP' || type === 'TAKE_PROFIT';
  const quantity = requiredNumber(params, 'quantity');
  checkQuantity(quantity, listed.instrument, !isPriced);
  const sized = { ...base, quantity, reduceOnly: direction.reduceOnly };
  const request = readSized();
  const last = exchange.market.latest(base.symbol)?.last;
  const price = request.price ?? ('triggerPrice' in request ? request.triggerPrice : last);
  if (price !== undefined && !direction.isReducing) checkNotional(quantity.times(price), listed.instrument);
  return { request, terms };

  function readSized(): OrderRequest {
    switch (type) {
      case 'STOP_MARKET':
        return { ...sized, type: 'stop-market', triggerPrice: readTrigger(listed, params) };
      case 'TAKE_PROFIT_MARKET':
        return { ...sized, type: 'take-profit-market', triggerPrice: readTrigger(listed, params) };
      case 'STOP':
        return { ...sized, ...readLimit(exchange, listed, params, terms, direction), type: 'stop-limit' };
      case 'TAKE_PROFIT':
        return { ...sized, ...readLimit(exchange, listed, params, terms, direction), type: 'take-profit-limit' };
      case 'TRAILING_STOP_MARKET':
      case undefined:
        return { ...sized, ...readTrailing(exchange, listed, params, direction.side), type: 'trailing-stop-market' };
      default:
        return type satisfies never;
    }
  }
}

function readTrigger({ instrument }: ListedSymbol, params: Params): Decimal {
  const triggerPrice = requiredNumber(params, 'triggerPrice');
  checkTriggerPrice(triggerPrice, instrument);
  return triggerPrice;
}

function readLimit(exchange: Exchange, listed: ListedSymbol, params: Params, terms: OrderTerms, { side }: Direction) {
  const triggerPrice = readTrigger(listed, params);
  const given = optionalNumber(params, 'price');
  const matched = matchPrice(exchange, listed, side, terms.priceMatch);
  if (given !== undefined && matched !== null) throw notRequired('price');
  const price = given ?? matched;
  if (price === null || price === undefined) throw malformed('price');
  checkPrice(price, listed.instrument);
  const { timeInForce, goodTillAt, postOnly } = readLifetime(exchange, params, terms);
  if (postOnly === true) throw new VenueRefusal(-1115, 'Invalid timeInForce.');
  return { triggerPrice, price, timeInForce, ...(goodTillAt === undefined ? {} : { goodTillAt }) };
}

/** `closePosition` closes all there is: at market, by its side, with nothing else said. */
function checkClosing(params: Params, type: AlgoType, { side, positionSide }: Direction): void {
  if (type !== 'STOP_MARKET' && type !== 'TAKE_PROFIT_MARKET') {
    throw new VenueRefusal(-4136, `Target strategy invalid for orderType ${type},closePosition true`);
  }
  const quantity = optionalNumber(params, 'quantity') ?? ZERO;
  if (!quantity.isZero()) throw new VenueRefusal(-4137, 'Quantity must be zero with closePosition equals true');
  if (optionalText(params, 'reduceOnly') !== undefined) throw notRequired('reduceOnly');
  const opens = positionSide === (side === 'buy' ? 'long' : 'short');
  if (opens) throw new VenueRefusal(-2022, 'ReduceOnly Order is rejected.');
}
