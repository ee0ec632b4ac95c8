import {
  type Fill,
  type Income,
  INCOME_TYPES,
  POSITION_SIDES,
  SIDES,
  toClientOrderId,
  toVenueOrderId,
} from '@perpdesk/broker-core';
import type { Reader } from './reader.ts';

/** The fill as it was before `toJson`. @throws {TypeError | RangeError} if it is none. */
export function readFill(from: Reader): Fill {
  const clientOrderId = from.textOrNull('clientOrderId');
  return {
    symbol: from.text('symbol'),
    tradeId: from.text('tradeId'),
    venueOrderId: toVenueOrderId(from.text('venueOrderId')),
    clientOrderId: clientOrderId === null ? null : toClientOrderId(clientOrderId),
    side: from.oneOf('side', SIDES),
    positionSide: from.oneOf('positionSide', POSITION_SIDES),
    quantity: from.decimal('quantity'),
    price: from.decimal('price'),
    fee: from.decimal('fee'),
    feeAsset: from.text('feeAsset'),
    realizedPnl: from.decimal('realizedPnl'),
    isMaker: from.flag('isMaker'),
    venueAt: from.integer('venueAt'),
  };
}

/** The booking as it was before `toJson`. @throws {TypeError} if it is none. */
export function readIncome(from: Reader): Income {
  return {
    type: from.oneOf('type', INCOME_TYPES),
    symbol: from.textOrNull('symbol'),
    asset: from.text('asset'),
    amount: from.decimal('amount'),
    venueAt: from.integer('venueAt'),
  };
}
