import type { Order } from '@perpdesk/broker-core';
import type { Params } from '../http/params.ts';
import { algoOrderSchema } from '../wire/algo-order.ts';
import { orderSchema } from '../wire/order.ts';
import { conditionalOrder } from './conditional-order.ts';
import type { ServiceParams } from './order-params.ts';
import { plainOrder } from './plain-order.ts';

/** The order that Binance would answer a request with, read back: only what was sent, in the answer's own field names. */
export function echoOf({ service, params }: ServiceParams): Order {
  return service === 'plain' ? plainOrder(orderSchema.parse(plainAnswer(params))) : algoEcho(params);
}

const AT = 1_790_000_000_000;

function plainAnswer(params: Params) {
  return {
    orderId: 1,
    symbol: params['symbol'],
    status: 'NEW',
    clientOrderId: params['newClientOrderId'],
    price: params['price'] ?? '0.00',
    origQty: params['quantity'] ?? '0',
    executedQty: '0',
    timeInForce: params['timeInForce'] ?? 'GTC',
    type: params['type'],
    reduceOnly: params['reduceOnly'] === 'true',
    closePosition: params['closePosition'] === 'true',
    side: params['side'],
    positionSide: params['positionSide'],
    stopPrice: '0',
    workingType: params['workingType'] ?? 'CONTRACT_PRICE',
    goodTillDate: Number(params['goodTillDate'] ?? '0'),
    updateTime: AT,
  };
}

function algoEcho(params: Params): Order {
  const answer = {
    algoId: 1,
    clientAlgoId: params['clientAlgoId'],
    algoType: params['algoType'],
    orderType: params['type'],
    symbol: params['symbol'],
    side: params['side'],
    positionSide: params['positionSide'],
    timeInForce: params['timeInForce'] ?? 'GTC',
    quantity: params['quantity'] ?? '',
    algoStatus: 'NEW',
    triggerPrice: params['triggerPrice'] ?? '0',
    price: params['price'] ?? '0.00',
    workingType: params['workingType'],
    closePosition: params['closePosition'] === 'true',
    reduceOnly: params['reduceOnly'] === 'true',
    activatePrice: params['activatePrice'] ?? '',
    callbackRate: params['callbackRate'] ?? '',
    goodTillDate: Number(params['goodTillDate'] ?? '0'),
    createTime: AT,
    updateTime: AT,
  };
  return conditionalOrder(algoOrderSchema.parse(answer));
}
