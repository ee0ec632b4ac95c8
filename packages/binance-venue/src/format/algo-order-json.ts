import { type Instrument, isOpenOrder, type Order, ZERO } from '@perpdesk/broker-core';
import { algoStatusOf, type OrderRecord } from '../exchange/order-record.ts';
import { rawNumber } from '../to-json.ts';
import { formatAveragePrice, formatWirePrice, formatWireQuantity } from './numbers.ts';
import { executionTypeWord, positionSideWord, sideWord, typeWord } from './order-words.ts';

/** What POST answers. `order` is as it stood when it was accepted. */
export function newAlgoOrderJson(record: OrderRecord, order: Order, instrument: Instrument): Record<string, unknown> {
  const { terms } = record;
  const isTrailing = order.type === 'trailing-stop-market';
  return {
    algoId: rawNumber(record.algoId ?? '0'),
    clientAlgoId: order.clientOrderId,
    algoType: 'CONDITIONAL',
    orderType: typeWord(order.type),
    symbol: order.symbol,
    side: sideWord(order.side),
    positionSide: positionSideWord(order.positionSide),
    timeInForce: terms.timeInForce,
    quantity: formatWireQuantity(order.quantity ?? ZERO, instrument),
    algoStatus: algoStatusOf(order),
    triggerPrice: formatWirePrice(order.triggerPrice ?? ZERO, instrument),
    price: formatWirePrice(order.price ?? ZERO, instrument),
    icebergQuantity: null,
    selfTradePreventionMode: terms.selfTradePreventionMode,
    workingType: terms.workingType,
    priceMatch: terms.priceMatch,
    closePosition: order.closePosition,
    priceProtect: terms.priceProtect,
    reduceOnly: order.reduceOnly || order.closePosition,
    activatePrice: isTrailing ? formatWirePrice(order.activationPrice ?? ZERO, instrument) : '',
    callbackRate: isTrailing ? (order.callbackRate?.toFixed() ?? '') : '',
    createTime: order.createdAt,
    updateTime: order.updatedAt,
    triggerTime: record.triggeredAt ?? 0,
    goodTillDate: order.goodTillAt ?? 0,
  };
}

/** What the queries answer: with what became of it. */
export function queriedAlgoOrderJson(record: OrderRecord, instrument: Instrument): Record<string, unknown> {
  const { order, orderId } = record;
  const hasExecution = orderId !== null;
  return {
    ...newAlgoOrderJson(record, order, instrument),
    actualOrderId: orderId ?? '',
    actualPrice: formatAveragePrice(order.averageFillPrice ?? ZERO, instrument),
    actualQty: formatWireQuantity(order.filledQuantity, instrument),
    actualType: hasExecution ? executionTypeWord(order) : '',
    tpTriggerPrice: '0.000',
    tpPrice: '0.000',
    slTriggerPrice: '0.000',
    slPrice: '0.000',
    tpOrderType: '',
    ...(order.reason === null || isOpenOrder(order) ? {} : { failReason: order.reason }),
  };
}
