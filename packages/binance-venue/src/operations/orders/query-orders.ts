import { isOpenOrder } from '@perpdesk/broker-core';
import type { Exchange } from '../../exchange/exchange.ts';
import type { OrderRecord } from '../../exchange/order-record.ts';
import type { VenueAccount } from '../../exchange/venue-account.ts';
import { queriedOrderJson } from '../../format/plain-order-json.ts';
import { tradeJson } from '../../format/trade-json.ts';
import { findPlainOrder } from '../../orders/find-order.ts';
import { VenueRefusal } from '../../venue-refusal.ts';
import type { AccountOperation } from '../operation.ts';
import { listedSymbol, optionalSymbol, optionalText, optionalWhole, type Params, requiredWhole } from '../params.ts';
import { isFrom, isWithin, readLimit, readTimeRange } from '../time-range.ts';

export function runQueryOrder(exchange: Exchange, account: VenueAccount, params: Params): unknown {
  const { instrument } = listedSymbol(exchange, params);
  const record = findPlainOrder(account, instrument.symbol, params);
  if (record === null) throw new VenueRefusal(-2013, 'Order does not exist.');
  return queriedOrderJson(record, instrument);
}

function toJsonRows({ market }: Exchange, records: readonly OrderRecord[]): unknown[] {
  return records.flatMap((record) => {
    const listed = market.symbols.get(record.order.symbol);
    return listed === undefined ? [] : [queriedOrderJson(record, listed.instrument)];
  });
}

export const queryOrder: AccountOperation = {
  name: 'GET /fapi/v1/order',
  security: 'signed',
  weight: 1,
  run: runQueryOrder,
};

export const queryOpenOrder: AccountOperation = {
  name: 'GET /fapi/v1/openOrder',
  security: 'signed',
  weight: 1,
  run(exchange, account, params) {
    const { instrument } = listedSymbol(exchange, params);
    const record = findPlainOrder(account, instrument.symbol, params);
    if (record === null || !isOpenOrder(record.order)) throw new VenueRefusal(-2013, 'Order does not exist.');
    return queriedOrderJson(record, instrument);
  },
};

export const openOrders: AccountOperation = {
  name: 'GET /fapi/v1/openOrders',
  security: 'signed',
  weight: (params) => (optionalText(params, 'symbol') === undefined ? 40 : 1),
  run(exchange, account, params) {
    const symbol = optionalSymbol(exchange, params)?.instrument.symbol;
    const records = account.state.orders.flatMap(({ order }) => {
      if (order.executionOrderId === null || (symbol !== undefined && order.symbol !== symbol)) return [];
      return account.orders.byEngineId(order.venueOrderId) ?? [];
    });
    return toJsonRows(exchange, records);
  },
};

const KEPT_DAYS = 7;

export const allOrders: AccountOperation = {
  name: 'GET /fapi/v1/allOrders',
  security: 'signed',
  weight: 5,
  run(exchange, account, params) {
    const symbol = optionalSymbol(exchange, params)?.instrument.symbol;
    const range = readTimeRange(params, exchange.clock.now(), KEPT_DAYS);
    const limit = readLimit(params, 500, 1000);
    const fromId = optionalText(params, 'orderId');
    const records = account.orders.all.filter(
      ({ order, orderId, triggeredAt }) =>
        orderId !== null &&
        (symbol === undefined || order.symbol === symbol) &&
        (fromId === undefined ? isWithin(triggeredAt ?? order.createdAt, range) : isFrom(orderId, fromId)),
    );
    return toJsonRows(exchange, fromId === undefined ? records.slice(-limit) : records.slice(0, limit));
  },
};

export const userTrades: AccountOperation = {
  name: 'GET /fapi/v1/userTrades',
  security: 'signed',
  weight: 5,
  run(exchange, account, params) {
    const { instrument } = listedSymbol(exchange, params);
    const orderId = optionalText(params, 'orderId');
    const hasFromId = optionalText(params, 'fromId') !== undefined;
    const hasTimes = optionalWhole(params, 'startTime') !== undefined || optionalWhole(params, 'endTime') !== undefined;
    if (hasFromId && hasTimes) {
      throw new VenueRefusal(-1128, 'Combination of optional parameters invalid.');
    }
    const fromId = hasFromId ? requiredWhole(params, 'fromId') : null;
    const range = readTimeRange(params, exchange.clock.now(), KEPT_DAYS);
    const limit = readLimit(params, 500, 1000);
    const fills = account.fills.filter(
      ({ fill, orderId: ofOrder }) =>
        fill.symbol === instrument.symbol &&
        (orderId === undefined || ofOrder === orderId) &&
        (fromId === null ? isWithin(fill.venueAt, range) : Number.parseInt(fill.tradeId, 10) >= fromId),
    );
    const startsAtBegin = fromId !== null || optionalWhole(params, 'startTime') !== undefined;
    return (startsAtBegin ? fills.slice(0, limit) : fills.slice(-limit)).map((record) => tradeJson(record, instrument));
  },
};
