import { type Instrument, type Order, ZERO } from '@perpdesk/broker-core';
import { algoStatusOf, type OrderRecord } from '../exchange/order-record.ts';
import { rawNumber } from '../to-json.ts';
import { formatAveragePrice, formatWirePrice, formatWireQuantity } from './numbers.ts';
import { executionTypeWord, positionSideWord, sideWord, typeWord } from './order-words.ts';

/** What POST answers. `order` is as it stood when it was accepted. */
export function newAlgoOrderJson(record: OrderRecord, order: Order, instrument: Instrument): Record<string, unknown> {
  const isTrailing = order.type === 'trailing-stop-market';
  return {
    ...termsJson(record, order, instrument),
    activatePrice: isTrailing ? formatWirePrice(order.activationPrice ?? ZERO, instrument) : '',
    callbackRate: isTrailing ? (order.callbackRate?.toFixed() ?? '') : '',
    ...timesJson(record, order),
  };
}

/** What GET of one order answers: with what became of it, but without what a trailing stop trails by. */
export function queriedAlgoOrderJson(record: OrderRecord, instrument: Instrument): Record<string, unknown> {
  const { order, orderId } = record;
  return {
    ...termsJson(record, order, instrument),
    actualOrderId: orderId ?? '',
    actualPrice: formatAveragePrice(order.averageFillPrice ?? ZERO, instrument),
    actualQty: formatWireQuantity(order.filledQuantity, instrument),
    actualType: orderId === null ? '' : executionTypeWord(order),
    tpOrderType: '',
    ...timesJson(record, order),
  };
}

/** A row of the lists, which say less. */
export function listedAlgoOrderJson(record: OrderRecord, instrument: Instrument): Record<string, unknown> {
  const { actualQty: _quantity, actualType: _type, ...row } = queriedAlgoOrderJson(record, instrument);
  return { ...row, tpTriggerPrice: '0.000', tpPrice: '0.000', slTriggerPrice: '0.000', slPrice: '0.000' };
}

function termsJson({ algoId, terms }: OrderRecord, order: Order, instrument: Instrument): Record<string, unknown> {
  return {
    algoId: rawNumber(algoId ?? '0'),
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
  };
}

function timesJson({ triggeredAt }: OrderRecord, order: Order): Record<string, unknown> {
  return {
    createTime: order.createdAt,
    updateTime: order.updatedAt,
    triggerTime: triggeredAt ?? 0,
    goodTillDate: order.goodTillAt ?? 0,
  };
}
