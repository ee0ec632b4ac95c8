import type { Order, WriteOptions } from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from '../binance-broker.ts';
import { orderParams } from '../map/order-params.ts';
import { conditionalOrder } from '../map/conditional-order.ts';
import { plainOrder } from '../map/plain-order.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { Session } from '../session.ts';
import { algoOrderSchema } from '../wire/algo-order.ts';
import { orderSchema } from '../wire/order.ts';
import { checkOrder, type CheckedOrder } from './check-order.ts';
import { expectTold } from './expect-told.ts';
import { send } from './send.ts';

/** Checks the order, sends it once to the service that takes its type, and tells it as acknowledged. */
export async function placeOrder(
  session: Session,
  request: BinanceOrderRequest,
  options: WriteOptions = {},
  operation = 'placeOrder',
): Promise<Order> {
  return placeChecked(session, await checkOrder(session, request, operation), options, operation);
}

export async function placeChecked(
  session: Session,
  { request, isReducing }: CheckedOrder,
  options: WriteOptions,
  operation: string,
): Promise<Order> {
  const { clientOrderId } = request;
  const { service, params } = orderParams(request, session.mode.positionMode);
  const shared = { operation, params, clientOrderId, orders: 1, priority: isReducing ? 'reduce' : 'normal' } as const;
  if (service === 'algo') {
    const write = {
      ...shared,
      method: 'POST',
      path: '/fapi/v1/algoOrder',
      wsMethod: 'algoOrder.place',
      weight: 1,
    } as const;
    const body = await send(session, write, options);
    return expectTold(
      session,
      session.tracker.noteConditional(conditionalOrder(parseAnswer(algoOrderSchema, body, shared))),
    );
  }
  const write = { ...shared, method: 'POST', path: '/fapi/v1/order', wsMethod: 'order.place', weight: 0 } as const;
  const body = await send(session, write, options);
  return expectTold(session, session.tracker.notePlain(plainOrder(parseAnswer(orderSchema, body, shared))));
}
