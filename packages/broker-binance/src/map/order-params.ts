import {
  BrokerError,
  type Decimal,
  formatDecimal,
  type PositionMode,
  type Side,
  type VenueOrderId,
} from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from '../binance-broker.ts';
import type { Params } from '../http/params.ts';
import { wireOrderType, wirePositionSide, wireSide, wireTimeInForce, wireTriggerBy } from './order-words.ts';

/** The parameters of a new order, and the service that takes its type. */
export interface ServiceParams {
  readonly service: 'plain' | 'algo';
  readonly params: Params;
}

/**
 * Amounts as plain text, names as the service has them: triggerPrice, not stopPrice; activatePrice, not activationPrice.
 *
 * @throws {BrokerError} `invalid-request` for `reduceOnly` in hedge mode: without it the order would be another one.
 * @see https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api
 */
export function orderParams(request: BinanceOrderRequest, positionMode: PositionMode): ServiceParams {
  const { symbol, side, positionSide, quantity, binance = {} } = request;
  const shared: Params = {
    symbol,
    side: wireSide(side),
    positionSide: wirePositionSide(positionSide),
    type: wireOrderType(request.type),
    quantity: textOf(quantity),
    reduceOnly: reduceOnlyOf(request, positionMode),
    selfTradePreventionMode: binance.selfTradePrevention?.toUpperCase().replaceAll('-', '_'),
  };
  // ask for the state after matching: a market order is then told as filled
  if (request.type === 'market') {
    return { service: 'plain', params: { ...shared, ...idOf(request), newOrderRespType: 'RESULT' } };
  }
  if (request.type === 'limit') {
    return {
      service: 'plain',
      params: { ...shared, ...idOf(request), ...pricedBy(request), newOrderRespType: 'RESULT' },
    };
  }
  const conditional: Params = {
    algoType: 'CONDITIONAL',
    ...shared,
    clientAlgoId: request.clientOrderId,
    workingType: wireTriggerBy(request.triggerBy ?? 'mark'),
    priceProtect: binance.priceProtect === true ? 'true' : undefined,
  };
  switch (request.type) {
    case 'stop-market':
    case 'take-profit-market': {
      const closePosition = request.closePosition === true ? 'true' : undefined;
      return { service: 'algo', params: { ...conditional, triggerPrice: textOf(request.triggerPrice), closePosition } };
    }
    case 'stop-limit':
    case 'take-profit-limit':
      return {
        service: 'algo',
        params: { ...conditional, ...pricedBy(request), triggerPrice: textOf(request.triggerPrice) },
      };
    case 'trailing-stop-market':
      return {
        service: 'algo',
        params: {
          ...conditional,
          callbackRate: textOf(request.callbackRate),
          activatePrice: textOf(request.activationPrice),
        },
      };
    default:
      return request satisfies never;
  }
}

export interface AmendTerms {
  readonly symbol: string;
  readonly side: Side;
  readonly orderId: VenueOrderId;
  readonly quantity: Decimal;
  readonly price: Decimal;
}

/** Binance wants side, quantity and price again, all of them. */
export function amendParams({ symbol, side, orderId, quantity, price }: AmendTerms): Params {
  return { symbol, side: wireSide(side), orderId, quantity: textOf(quantity), price: textOf(price) };
}

function reduceOnlyOf({ reduceOnly, clientOrderId }: BinanceOrderRequest, positionMode: PositionMode) {
  if (reduceOnly !== true) return undefined;
  if (positionMode === 'one-way') return 'true';
  const message = 'reduceOnly does not exist in hedge mode. Leave it out: side and positionSide say it.';
  throw new BrokerError('invalid-request', { operation: 'placeOrder', message, clientOrderId });
}

function idOf({ clientOrderId }: BinanceOrderRequest): Params {
  return { newClientOrderId: clientOrderId };
}

function pricedBy(
  request: Extract<BinanceOrderRequest, { readonly type: 'limit' | 'stop-limit' | 'take-profit-limit' }>,
): Params {
  const { price, timeInForce = 'gtc', goodTillAt } = request;
  const isPostOnly = request.type === 'limit' && request.postOnly === true;
  return {
    price: textOf(price),
    timeInForce: isPostOnly ? 'GTX' : wireTimeInForce(timeInForce),
    goodTillDate: goodTillAt === undefined ? undefined : String(goodTillAt),
  };
}

function textOf(value: Decimal | undefined): string | undefined {
  return value === undefined ? undefined : formatDecimal(value);
}
