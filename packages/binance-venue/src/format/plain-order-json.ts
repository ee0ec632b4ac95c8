import { type Decimal, type Instrument, type Order, ZERO } from '@perpdesk/broker-core';
import type { OrderRecord } from '../exchange/order-record.ts';
import { rawNumber } from '../to-json.ts';
import { formatAveragePrice, formatWirePrice, formatWireQuantity } from './numbers.ts';
import { executionTypeWord, positionSideWord, sideWord, statusWord } from './order-words.ts';

/** What POST, PUT and DELETE answer: since 2026-07-15 without avgPrice, cumQuote and cumBase. */
export function writtenOrderJson(record: OrderRecord, order: Order, instrument: Instrument): Record<string, unknown> {
  const executedQty = formatWireQuantity(order.filledQuantity, instrument);
  return {
    ...nameJson(record, order, instrument),
    origQty: formatWireQuantity(plainQuantity(record, order), instrument),
    executedQty,
    cumQty: executedQty,
    ...termsJson(record, order, instrument),
    updateTime: order.updatedAt,
  };
}

/** What GET answers. */
export function queriedOrderJson(record: OrderRecord, instrument: Instrument): Record<string, unknown> {
  const { order, filledNotional } = record;
  return {
    ...nameJson(record, order, instrument),
    avgPrice: formatAveragePrice(order.averageFillPrice ?? ZERO, instrument),
    origQty: formatWireQuantity(plainQuantity(record, order), instrument),
    executedQty: formatWireQuantity(order.filledQuantity, instrument),
    cumQuote: filledNotional.toFixed(),
    ...termsJson(record, order, instrument),
    time: record.triggeredAt ?? order.createdAt,
    updateTime: order.updatedAt,
  };
}

/** Which order it is, and where it stands. */
function nameJson(record: OrderRecord, order: Order, instrument: Instrument) {
  return {
    orderId: rawNumber(record.orderId ?? '0'),
    symbol: order.symbol,
    status: statusWord(order.status),
    clientOrderId: order.clientOrderId,
    price: formatWirePrice(order.price ?? ZERO, instrument),
  };
}

/** What it was sent with. */
function termsJson({ terms }: OrderRecord, order: Order, instrument: Instrument) {
  return {
    timeInForce: terms.timeInForce,
    type: executionTypeWord(order),
    reduceOnly: order.reduceOnly || order.closePosition,
    closePosition: order.closePosition,
    side: sideWord(order.side),
    positionSide: positionSideWord(order.positionSide),
    stopPrice: formatWirePrice(ZERO, instrument),
    workingType: terms.workingType,
    priceProtect: terms.priceProtect,
    origType: executionTypeWord(order),
    priceMatch: terms.priceMatch,
    selfTradePreventionMode: terms.selfTradePreventionMode,
    goodTillDate: order.goodTillAt ?? 0,
  };
}

/** Base asset: of an order that closes whatever there is, what it found. */
export function plainQuantity({ closingQuantity }: OrderRecord, order: Order): Decimal {
  if (order.quantity !== null) return order.quantity;
  return order.status === 'filled' ? order.filledQuantity : (closingQuantity ?? ZERO);
}
