import type { Order, WriteOptions } from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from '../binance-broker.ts';
import { orderParams } from '../map/order-params.ts';
import type { Session } from '../session.ts';
import { checkOrder, type CheckedOrder } from './check-order.ts';
import { send } from './send.ts';
import { takeConditional, takePlain } from './take-order.ts';

/** Checks the order, sends it once to the service that takes its type, and tells it as acknowledged. */
export async function placeOrder(
  session: Session,
  request: BinanceOrderRequest,
  options: WriteOptions = {},
  operation = 'placeOrder',
): Promise<Order> {
  const checked = await checkOrder(session, request, operation, options);
  return await placeChecked(session, checked, options, operation);
}

export async function placeChecked(
  session: Session,
  { request, isReducing }: CheckedOrder,
  options: WriteOptions,
  operation: string,
): Promise<Order> {
  const { clientOrderId } = request;
  const { service, params } = orderParams(request, session.mode.positionMode);
  const shared = {
    operation,
    method: 'POST',
    params,
    clientOrderId,
    orders: 1,
    priority: isReducing ? 'reduce' : 'normal',
  } as const;
  if (service === 'algo') {
    const write = { ...shared, path: '/fapi/v1/algoOrder', wsMethod: 'algoOrder.place', weight: 0 } as const;
    return takeConditional(session, await send(session, write, options), shared);
  }
  const write = { ...shared, path: '/fapi/v1/order', wsMethod: 'order.place', weight: 0 } as const;
  return takePlain(session, await send(session, write, options), shared);
}
