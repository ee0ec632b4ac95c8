import { isOpenOrder } from '@perpdesk/broker-core';
import type { Exchange } from '../../exchange/exchange.ts';
import type { OrderRecord } from '../../exchange/order-record.ts';
import type { VenueAccount } from '../../exchange/venue-account.ts';
import { writtenOrderJson } from '../../format/plain-order-json.ts';
import { findPlainOrder } from '../../orders/find-order.ts';
import { toVenueRefusal } from '../../orders/refuse-engine.ts';
import { VenueRefusal } from '../../venue-refusal.ts';
import type { AccountOperation } from '../operation.ts';
import { listedSymbol, type Params, requiredText } from '../params.ts';

export function runCancelOrder(exchange: Exchange, account: VenueAccount, params: Params): unknown {
  const { instrument } = listedSymbol(exchange, params);
  const record = findPlainOrder(account, requiredText(params, 'symbol'), params);
  if (record === null || !isOpenOrder(record.order)) throw new VenueRefusal(-2011, 'Unknown order sent.');
  cancelRecord(account, record);
  return writtenOrderJson(record, record.order, instrument);
}

/** @throws {VenueRefusal} if it is not open */
export function cancelRecord(account: VenueAccount, { order: { symbol, venueOrderId } }: OrderRecord): void {
  const { result } = account.submit({ type: 'cancel', ref: { symbol, venueOrderId } });
  if (!result.ok) throw toVenueRefusal(result);
}

export const cancelOrder: AccountOperation = {
  name: 'DELETE /fapi/v1/order',
  security: 'signed',
  weight: 1,
  isMatched: true,
  run: runCancelOrder,
};

/** Plain orders and what conditional ones execute as; those that wait for a trigger stay. */
export const cancelAllOpenOrders: AccountOperation = {
  name: 'DELETE /fapi/v1/allOpenOrders',
  security: 'signed',
  weight: 1,
  isMatched: true,
  run(exchange, account, params) {
    const { symbol } = listedSymbol(exchange, params).instrument;
    for (const { order } of account.state.orders) {
      if (order.symbol !== symbol || order.executionOrderId === null) continue;
      account.submit({ type: 'cancel', ref: { symbol, venueOrderId: order.venueOrderId } });
    }
    return { code: 200, msg: 'The operation of cancel all open order is done.' };
  },
};

export const countdownCancelAll: AccountOperation = {
  name: 'POST /fapi/v1/countdownCancelAll',
  security: 'signed',
  weight: 10,
  isMatched: true,
  run(exchange, account, params) {
    const { symbol } = listedSymbol(exchange, params).instrument;
    const countdownTime = requiredText(params, 'countdownTime');
    const timeoutMs = /^\d{1,15}$/.test(countdownTime) ? Number.parseInt(countdownTime, 10) : -1;
    const { result } = account.submit({ type: 'set-countdown', symbol, timeoutMs });
    if (!result.ok) throw toVenueRefusal(result);
    return { symbol, countdownTime };
  },
};
