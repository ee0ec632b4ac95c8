import { type ClientOrderId, type Fill, type Order, toVenueOrderId, ZERO } from '@perpdesk/broker-core';
import { parseJson } from '../http/parse-json.ts';
import { algoVenueOrderId } from '../order-ref.ts';
import type { AccountFrame } from '../stream/account-frame.ts';
import {
  accountConfigUpdateSchema,
  accountUpdateSchema,
  algoUpdateSchema,
  eventSchema,
  marginCallSchema,
  orderUpdateSchema,
  type WireAlgoUpdate,
  type WireOrderUpdate,
} from '../wire/stream-event.ts';
import { algoStatusOf } from './algo-status.ts';
import { timeUnlessZero, unlessZero } from './amounts.ts';
import { marginTypeOf } from './margin-type.ts';
import { orderStatusOf, orderTypeOf, positionSideOf, sideOf, timeInForceOf, triggerByOf } from './order-words.ts';
import { venueCauseOf } from './venue-cause.ts';

/** Told by other events too, or about products that are not traded here. */
const IGNORED: readonly string[] = ['TRADE_LITE', 'CONDITIONAL_ORDER_TRIGGER_REJECT', 'STRATEGY_UPDATE', 'GRID_UPDATE'];
const COIN_MARGINED = 2;

/** One event of the account stream. @throws if the text is no event as documented. */
export function readFrame(text: string): AccountFrame {
  const whole = parseJson(text);
  const event = eventIn(whole);
  const { e: name, E: venueAt = 0, st } = eventSchema.parse(event);
  if (st === COIN_MARGINED || IGNORED.includes(name)) return { type: 'ignored', venueAt };
  switch (name) {
    case 'ORDER_TRADE_UPDATE':
      return orderFrame(orderUpdateSchema.parse(event));
    case 'ALGO_UPDATE':
      return { type: 'conditional-order', venueAt, order: conditionalOrderOf(algoUpdateSchema.parse(event)) };
    case 'ACCOUNT_UPDATE': {
      const { m: cause, B: balances = [], P: positions = [] } = accountUpdateSchema.parse(event).a;
      return {
        type: 'account',
        venueAt,
        cause,
        balances: balances.map(({ a: asset, wb: walletBalance }) => ({ asset, walletBalance })),
        positions: positions.map(({ s: symbol, pa: quantity, ep: entryPrice, up: unrealizedPnl, mt, ps }) => ({
          symbol,
          positionSide: positionSideOf(ps),
          quantity,
          entryPrice,
          unrealizedPnl,
          marginType: marginTypeOf(mt),
        })),
      };
    }
    case 'ACCOUNT_CONFIG_UPDATE': {
      const { ac, ai } = accountConfigUpdateSchema.parse(event);
      if (ac !== undefined) return { type: 'leverage', venueAt, symbol: ac.s, leverage: ac.l };
      return ai === undefined ? { type: 'ignored', venueAt } : { type: 'account-mode', venueAt, isMultiAssets: ai.j };
    }
    case 'MARGIN_CALL':
      return { type: 'margin-call', venueAt, symbols: marginCallSchema.parse(event).p.map(({ s }) => s) };
    case 'listenKeyExpired':
      return { type: 'key-expired', venueAt };
    default:
      return { type: 'unknown', venueAt, name: name.slice(0, 60) };
  }
}

/** `/stream` wraps its events. */
function eventIn(whole: unknown): unknown {
  return typeof whole === 'object' && whole !== null && 'data' in whole && 'stream' in whole ? whole.data : whole;
}

function orderFrame({ E: venueAt, T: updatedAt, o }: WireOrderUpdate): AccountFrame {
  const isExecution = o.st === 'ALGO_CONDITION' && o.si !== undefined && o.si !== '0';
  const type = orderTypeOf(o.o);
  const venueOrderId = toVenueOrderId(o.i);
  const order: Order = {
    symbol: o.s,
    clientOrderId: o.c as ClientOrderId,
    venueOrderId,
    executionOrderId: venueOrderId,
    type,
    side: sideOf(o.S),
    positionSide: positionSideOf(o.ps),
    status: orderStatusOf(o.X),
    venueStatus: o.X,
    quantity: o.q.isZero() && o.cp === true ? null : o.q,
    filledQuantity: o.z,
    averageFillPrice: unlessZero(o.ap),
    price: unlessZero(o.p),
    triggerPrice: unlessZero(o.sp),
    triggerBy: null,
    callbackRate: null,
    activationPrice: null,
    timeInForce: timeInForceOf(o.f),
    goodTillAt: timeUnlessZero(o.gtd),
    postOnly: o.f === 'GTX',
    reduceOnly: o.R,
    closePosition: o.cp ?? false,
    reason: null,
    createdAt: o.T,
    updatedAt,
  };
  const cause = venueCauseOf(o.c);
  return { type: 'order', venueAt, order, algoId: isExecution ? (o.si ?? null) : null, fill: fillOf(o, order), cause };
}

function fillOf(o: WireOrderUpdate['o'], order: Order): Fill | null {
  if (o.x !== 'TRADE' && !(o.x === 'CALCULATED' && !o.l.isZero())) return null;
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

function conditionalOrderOf({ T: updatedAt, o }: WireAlgoUpdate): Order {
  const closePosition = o.cp ?? false;
  const quantity = closePosition ? null : unlessZero(o.q);
  const actualQty = unlessZero(o.aq);
  const isExecuting = o.ai !== undefined && o.ai !== '' && o.ai !== '0';
  return {
    symbol: o.s,
    clientOrderId: o.caid as ClientOrderId,
    venueOrderId: algoVenueOrderId(o.aid),
    executionOrderId: isExecuting && o.ai !== undefined ? toVenueOrderId(o.ai) : null,
    type: orderTypeOf(o.o),
    side: sideOf(o.S),
    positionSide: positionSideOf(o.ps),
    status: algoStatusOf({ algoStatus: o.X, quantity, actualQty }),
    venueStatus: o.X,
    quantity,
    filledQuantity: actualQty ?? ZERO,
    averageFillPrice: actualQty === null ? null : unlessZero(o.ap),
    price: unlessZero(o.p),
    triggerPrice: unlessZero(o.tp),
    triggerBy: o.wt === undefined ? null : triggerByOf(o.wt),
    callbackRate: unlessZero(o.cr),
    activationPrice: unlessZero(o.AP),
    timeInForce: timeInForceOf(o.f),
    goodTillAt: timeUnlessZero(o.gtd),
    postOnly: o.f === 'GTX',
    reduceOnly: o.R ?? false,
    closePosition,
    reason: o.rm === undefined || o.rm === '' ? null : o.rm,
    createdAt: updatedAt,
    updatedAt,
  };
}
