import {
  type AmendRequest,
  BrokerError,
  isOpenOrder,
  isReducing,
  type LimitOrderRequest,
  type Order,
  type OrderRef,
  type WriteOptions,
} from '@perpdesk/broker-core';
import type { AccountMode } from '../account-mode.ts';
import { amendParams } from '../map/order-params.ts';
import { nameOf } from '../order-ref.ts';
import { lookUpOrder, type LookUpOptions } from '../reads/look-up-order.ts';
import type { Session } from '../session.ts';
import { beforeSending } from './before-sending.ts';
import { assertTaken, brokenRule, refuse } from './check-order.ts';
import { findToChange } from './find-to-change.ts';
import { readingFor } from './reading-for.ts';
import { send } from './send.ts';
import { takePlain } from './take-order.ts';

const OPERATION = 'amendOrder';

/** Gives a resting limit order a new quantity and price, both needed; it keeps its id and goes to the end of the queue. */
export async function amendOrder(session: Session, request: AmendRequest, options: WriteOptions = {}): Promise<Order> {
  const { clientOrderId } = request;
  const reading = readingFor(OPERATION, options);
  const instrument = await beforeSending(session.instruments.get(request.symbol, reading), clientOrderId);
  const { symbol } = instrument;
  const ref = { symbol, clientOrderId };
  const known = await findToChange(session, ref, reading);
  const amended = amendable(known, { ...request, symbol }, session.mode);
  const { positionMode } = session.mode;
  const issue = brokenRule(session, amended.request, instrument);
  if (issue !== undefined) throw refuse(session, issue, { operation: OPERATION, clientOrderId });
  assertTaken(session, amended.request, OPERATION);
  const { side, quantity, price } = amended.request;
  const write = {
    operation: OPERATION,
    method: 'PUT',
    path: '/fapi/v1/order',
    wsMethod: 'order.modify',
    params: amendParams({ symbol, side, orderId: amended.venueOrderId, quantity, price }),
    weight: 0,
    orders: 1,
    clientOrderId,
    priority: isReducing(amended.request, positionMode) ? 'reduce' : 'normal',
  } as const;
  try {
    return takePlain(session, await send(session, write, options), write);
  } catch (error) {
    if (!BrokerError.is(error)) throw error;
    return afterRefusal(session, ref, reading, error);
  }
}

/** The order with its new terms, as the rules look at it. @throws {BrokerError} not-sent where it is none that can be amended. */
function amendable(known: Order | null, { symbol, clientOrderId, quantity, price }: AmendRequest, mode: AccountMode) {
  const refusal = (code: 'order-not-found' | 'unsupported', message: string) =>
    new BrokerError(code, { operation: OPERATION, message, clientOrderId });
  if (known === null) {
    throw refusal('order-not-found', `Binance knows no order ${clientOrderId} of ${symbol}. Look at open orders.`);
  }
  if (known.type !== 'limit') {
    const fact = `Binance amends limit orders alone; ${clientOrderId} is a ${known.type} order.`;
    throw refusal('unsupported', `${fact} Cancel it and place another.`);
  }
  const { side, positionSide, postOnly, venueOrderId } = known;
  // in hedge mode Binance marks closing orders so, where nobody may ask for it
  const reduceOnly = known.reduceOnly && mode.positionMode === 'one-way';
  const shared = { type: 'limit', symbol, side, positionSide, clientOrderId, quantity, price } as const;
  const request: LimitOrderRequest = { ...shared, reduceOnly, postOnly };
  return { request, venueOrderId };
}

/** The exchange would not: the order has these terms already, or it has ended. */
async function afterRefusal(
  session: Session,
  ref: OrderRef,
  reading: LookUpOptions,
  refusal: BrokerError,
): Promise<Order> {
  const { code, clientOrderId, venue } = refusal;
  if (code !== 'already-set' && code !== 'order-not-found') throw refusal;
  const found = await lookUpOrder(session, ref, reading).catch(() => null);
  if (found === null) throw refusal;
  if (code === 'already-set' && isOpenOrder(found)) return found;
  const message = `The order ${nameOf(ref)} is ${found.status} and cannot be amended. Read it to see how it ended.`;
  throw new BrokerError('order-not-open', {
    operation: OPERATION,
    message,
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    ...(venue === undefined ? {} : { venue }),
  });
}
