import {
  type AmendRequest,
  BrokerError,
  type LimitOrderRequest,
  type Order,
  validateOrder,
  type WriteOptions,
} from '@perpdesk/broker-core';
import { amendParams } from '../map/order-params.ts';
import { plainOrder } from '../map/plain-order.ts';
import { parseAnswer } from '../parse-answer.ts';
import { lookUpOrder } from '../reads/look-up-order.ts';
import type { Session } from '../session.ts';
import { orderSchema } from '../wire/order.ts';
import { expectTold } from './expect-told.ts';
import { send } from './send.ts';

const OPERATION = 'amendOrder';

/** Gives a resting limit order a new quantity and price, both needed; it keeps its id and goes to the end of the queue. */
export async function amendOrder(session: Session, request: AmendRequest, options: WriteOptions = {}): Promise<Order> {
  const { clientOrderId, quantity, price } = request;
  const instrument = await session.instruments.get(request.symbol, { operation: OPERATION });
  const { symbol } = instrument;
  const reading = { operation: OPERATION, ...(options.abortSignal ? { abortSignal: options.abortSignal } : {}) };
  const ref = { symbol, clientOrderId };
  const known = session.tracker.find(ref) ?? (await lookUpOrder(session, ref, reading));
  const refuse = (code: 'order-not-found' | 'unsupported', message: string) =>
    new BrokerError(code, { operation: OPERATION, message, clientOrderId });
  if (known === null)
    throw refuse('order-not-found', `Binance knows no order ${clientOrderId} of ${symbol}. Look at open orders.`);
  if (known.type !== 'limit') {
    throw refuse(
      'unsupported',
      `Binance amends limit orders alone; ${clientOrderId} is a ${known.type} order. Cancel it and place another.`,
    );
  }
  const { side, positionSide, reduceOnly, postOnly } = known;
  const asLimit: LimitOrderRequest = {
    type: 'limit',
    symbol,
    side,
    positionSide,
    clientOrderId,
    quantity,
    price,
    reduceOnly,
    postOnly,
  };
  const { positionMode } = session.mode;
  const [issue] = validateOrder(asLimit, instrument, { positionMode });
  if (issue !== undefined) {
    throw new BrokerError(issue.code, {
      operation: OPERATION,
      message: issue.message,
      clientOrderId,
      outcome: 'not-sent',
    });
  }
  const write = {
    operation: OPERATION,
    method: 'PUT',
    path: '/fapi/v1/order',
    wsMethod: 'order.modify',
    params: amendParams({ symbol, side, orderId: known.venueOrderId, quantity, price }),
    weight: 1,
    orders: 1,
    clientOrderId,
    priority: reduceOnly ? 'reduce' : 'normal',
  } as const;
  try {
    const body = await send(session, write, options);
    return expectTold(session, session.tracker.notePlain(plainOrder(parseAnswer(orderSchema, body, write))));
  } catch (error) {
    if (!BrokerError.is(error) || error.code !== 'order-not-found') throw error;
    const found = await lookUpOrder(session, ref, reading).catch(() => null);
    if (found === null) throw error;
    const message = `The order ${clientOrderId} is ${found.status} and cannot be amended. Read it to see how it ended.`;
    throw new BrokerError('order-not-open', { operation: OPERATION, message, clientOrderId });
  }
}
