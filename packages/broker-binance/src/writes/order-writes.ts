import type { Broker } from '@perpdesk/broker-core';
import type { BinanceBroker } from '../binance-broker.ts';
import type { Session } from '../session.ts';
import { amendOrder } from './amend-order.ts';
import { cancelAllOrders } from './cancel-all-orders.ts';
import { cancelOrder } from './cancel-order.ts';
import { closePosition } from './close-position.ts';
import { placeOrder } from './place-order.ts';
import { placeOrders } from './place-orders.ts';
import { testOrder } from './test-order.ts';

export type OrderWrites = Pick<
  Broker,
  'placeOrders' | 'amendOrder' | 'cancelOrder' | 'cancelAllOrders' | 'closePosition'
> &
  Pick<BinanceBroker, 'placeOrder' | 'testOrder'>;

/** `current` throws `not-connected`. */
export function createOrderWrites(current: (operation: string) => Session): OrderWrites {
  return {
    // awaited: a promise that is returned as it is comes three turns later, and this one is hot
    placeOrder: async (request, options) => await placeOrder(current('placeOrder'), request, options),
    placeOrders: async (requests, options) => placeOrders(current('placeOrders'), requests, options),
    testOrder: async (request, options) => testOrder(current('testOrder'), request, options),
    amendOrder: async (request, options) => amendOrder(current('amendOrder'), request, options),
    cancelOrder: async (ref, options) => cancelOrder(current('cancelOrder'), ref, options),
    cancelAllOrders: async (symbol, options) => cancelAllOrders(current('cancelAllOrders'), symbol, options),
    closePosition: async (symbol, options) => closePosition(current('closePosition'), symbol, options),
  };
}
