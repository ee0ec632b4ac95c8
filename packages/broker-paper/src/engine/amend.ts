import {
  type AmendRequest,
  isReducing,
  type LimitOrderRequest,
  type Order,
  validateOrder,
} from '@perpdesk/broker-core';
import { endOrder, requeueOrder, withoutOrder } from './book.ts';
import { checkAgainstPrice } from './check-price.ts';
import { isWaiting } from './conditional.ts';
import { tradedInstrument } from './listed.ts';
import { openOrderOf } from './lookup.ts';
import { checkMargin } from './margin-check.ts';
import { matchOrder } from './match.ts';
import { done, type Outcome } from './outcome.ts';
import type { Progress } from './progress.ts';
import { refuse, refuseUnsent } from './refusal.ts';
import type { OpenOrder } from './state.ts';

/** Gives a limit order that rests, from the start or since it triggered, other terms; it goes to the end of the queue. */
export function amendOrder(progress: Progress, request: AmendRequest, at: number): Outcome {
  const { state } = progress;
  const { symbol, clientOrderId, quantity, price } = request;
  const traded = tradedInstrument(state, symbol);
  if (!traded.ok) return traded;
  const { instrument, last, mark } = traded;
  const open = openOrderOf(state, { symbol, clientOrderId });
  if (open === null) return refuse('order-not-found', `${symbol} has no open order ${clientOrderId}.`);
  if (open.order.price === null || isWaiting(open)) {
    return refuse('unsupported', 'Only limit orders can be amended. Cancel this one and place another.');
  }
  const [issue] = validateOrder(toRequest(open, request), instrument, {
    positionMode: state.positionMode,
    referencePrice: mark,
  });
  if (issue !== undefined) return refuseUnsent(issue);
  const touched = [open.order.venueOrderId];
  if (quantity.lte(open.order.filledQuantity)) {
    const ending = { status: 'canceled', reason: 'The new quantity is filled already.' } as const;
    return done(endOrder(progress, open, ending, at), touched);
  }
  const order: Order = { ...open.order, quantity, price, updatedAt: at };
  const amended: OpenOrder = { ...open, order };
  const refusal = checkAgainstPrice(state, amended, instrument, last);
  if (refusal !== null) return refusal;
  if (!isReducing(order, state.positionMode)) {
    const claim = { side: order.side, positionSide: order.positionSide, price };
    const remaining = quantity.minus(order.filledQuantity);
    const lacking = checkMargin(withoutOrder(state, open), instrument, { ...claim, quantity: remaining });
    if (lacking !== null) return lacking;
  }
  const requeued = requeueOrder(progress, amended, 'amended', at);
  return done(matchOrder(requeued, order.venueOrderId, 'arrival', at), touched);
}

function toRequest({ order, goodTillAt }: OpenOrder, { quantity, price }: AmendRequest): LimitOrderRequest {
  return {
    type: 'limit',
    symbol: order.symbol,
    side: order.side,
    positionSide: order.positionSide,
    clientOrderId: order.clientOrderId,
    quantity,
    price,
    timeInForce: order.timeInForce,
    postOnly: order.postOnly,
    reduceOnly: order.reduceOnly,
    ...(goodTillAt === null ? {} : { goodTillAt }),
  };
}
