import { type ClientOrderId, type Fill, type Order, toVenueOrderId, ZERO } from '@perpdesk/broker-core';
import type { AccountFrame } from '../stream/account-frame.ts';
import type { WireOrderTradeUpdate } from '../wire/order-trade-update.ts';
import { timeUnlessZero, unlessZero } from './amounts.ts';
import { expiryReasonOf } from './expiry-reason.ts';
import { orderStatusOf, orderTypeOf, positionSideOf, sideOf, timeInForceOf, triggerByOf } from './order-words.ts';
import { unknownWord } from './unknown-word.ts';
import { venueCauseOf } from './venue-cause.ts';

type WireStep = WireOrderTradeUpdate['o'];
export type OrderFrame = Extract<AccountFrame, { readonly type: 'order' }>;

/** Steps in which nothing executes. */
const QUIET: readonly string[] = ['NEW', 'CANCELED', 'EXPIRED', 'AMENDMENT', 'REJECTED', 'TRADE_PREVENTION'];
/** `CALCULATED` is the execution of a liquidation. */
const EXECUTIONS: readonly string[] = ['TRADE', 'CALCULATED'];

/** One step of a plain order. Where it executes a conditional order, `algoId` says which: by `si`, never by the order's id. */
export function orderFrame({ E: venueAt, T: updatedAt, o }: WireOrderTradeUpdate): OrderFrame {
  const isExecution = o.st === 'ALGO_CONDITION' && o.si !== undefined && o.si !== '0';
  const order = orderOf(o, updatedAt);
  return {
    type: 'order',
    venueAt,
    order,
    algoId: isExecution ? (o.si ?? null) : null,
    fill: fillIn(o, order),
    cause: venueCauseOf(o.c),
  };
}

function orderOf(o: WireStep, updatedAt: number): Order {
  const venueOrderId = toVenueOrderId(o.i);
  const triggerPrice = unlessZero(o.sp);
  const activationPrice = unlessZero(o.AP);
  const isTriggered = triggerPrice !== null || activationPrice !== null;
  return {
    symbol: o.s,
    clientOrderId: o.c as ClientOrderId,
    venueOrderId,
    executionOrderId: venueOrderId,
    type: orderTypeOf(o.o),
    side: sideOf(o.S),
    positionSide: positionSideOf(o.ps),
    status: orderStatusOf(o.X),
    venueStatus: o.X,
    quantity: o.q.isZero() && o.cp === true ? null : o.q,
    filledQuantity: o.z,
    averageFillPrice: unlessZero(o.ap),
    price: unlessZero(o.p),
    triggerPrice,
    triggerBy: isTriggered && o.wt !== undefined ? triggerByOf(o.wt) : null,
    callbackRate: unlessZero(o.cr),
    activationPrice,
    timeInForce: timeInForceOf(o.f),
    goodTillAt: timeUnlessZero(o.gtd),
    postOnly: o.f === 'GTX',
    reduceOnly: o.R,
    closePosition: o.cp ?? false,
    reason: expiryReasonOf(o.er),
    createdAt: o.T,
    updatedAt,
  };
}

function fillIn(o: WireStep, order: Order): Fill | null {
  if (!EXECUTIONS.includes(o.x)) {
    if (!QUIET.includes(o.x)) throw unknownWord('execution type', o.x);
    return null;
  }
  if (o.l.isZero()) return null;
  return {
    symbol: o.s,
    tradeId: o.t,
    venueOrderId: order.venueOrderId,
    clientOrderId: order.clientOrderId,
    side: order.side,
    positionSide: order.positionSide,
    quantity: o.l,
    price: o.L,
    // orders that the exchange makes may tell no fee
    fee: o.n ?? ZERO,
    feeAsset: o.N ?? '',
    realizedPnl: o.rp,
    isMaker: o.m,
    venueAt: o.T,
  };
}
