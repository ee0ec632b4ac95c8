import type { Exchange } from '../../exchange/exchange.ts';
import { algoStatusOf, type OrderRecord } from '../../exchange/order-record.ts';
import type { VenueAccount } from '../../exchange/venue-account.ts';
import { listedAlgoOrderJson, newAlgoOrderJson, queriedAlgoOrderJson } from '../../format/algo-order-json.ts';
import { findAlgoOrder } from '../../orders/find-order.ts';
import { place } from '../../orders/place.ts';
import { readAlgoOrder } from '../../orders/read-algo-order.ts';
import { rawNumber } from '../../to-json.ts';
import { VenueRefusal } from '../../venue-refusal.ts';
import type { AccountOperation } from '../operation.ts';
import { cancelRecord } from '../orders/cancel-order.ts';
import { listedSymbol, optionalSymbol, optionalText, type Params } from '../params.ts';
import { isFrom, isWithin, readLimit, readTimeRange } from '../time-range.ts';

export function runPlaceAlgoOrder(exchange: Exchange, account: VenueAccount, params: Params): unknown {
  const { record, accepted } = place(account, readAlgoOrder(exchange, account, params));
  return newAlgoOrderJson(record, accepted, listedSymbol(exchange, params).instrument);
}

/** Only what waits for its trigger: what is stuck behind it cannot be taken back, what it executes as is a plain order. */
export function runCancelAlgoOrder(_exchange: Exchange, account: VenueAccount, params: Params): unknown {
  const record = findAlgoOrder(account, params);
  if (record === null || algoStatusOf(record.order) !== 'NEW') throw new VenueRefusal(-2011, 'Unknown order sent.');
  cancelRecord(account, record);
  const { algoId, order } = record;
  return { algoId: rawNumber(algoId ?? '0'), clientAlgoId: order.clientOrderId, code: '200', msg: 'success' };
}

function toJsonRows({ market }: Exchange, records: readonly OrderRecord[]): unknown[] {
  return records.flatMap((record) => {
    const listed = market.symbols.get(record.order.symbol);
    return listed === undefined ? [] : [listedAlgoOrderJson(record, listed.instrument)];
  });
}

function waitingRecords(account: VenueAccount, symbol: string | undefined): readonly OrderRecord[] {
  return account.state.orders.flatMap(({ order }) => {
    if (order.executionOrderId !== null || (symbol !== undefined && order.symbol !== symbol)) return [];
    return account.orders.byEngineId(order.venueOrderId) ?? [];
  });
}

export const placeAlgoOrder: AccountOperation = {
  name: 'POST /fapi/v1/algoOrder',
  security: 'signed',
  weight: 0,
  orders: { per10s: 1, perMinute: 1 },
  isMatched: true,
  run: runPlaceAlgoOrder,
};

export const cancelAlgoOrder: AccountOperation = {
  name: 'DELETE /fapi/v1/algoOrder',
  security: 'signed',
  weight: 1,
  isMatched: true,
  run: runCancelAlgoOrder,
};

export const cancelAllAlgoOrders: AccountOperation = {
  name: 'DELETE /fapi/v1/algoOpenOrders',
  security: 'signed',
  weight: 1,
  isMatched: true,
  run(exchange, account, params) {
    const { symbol } = listedSymbol(exchange, params).instrument;
    for (const record of waitingRecords(account, symbol)) {
      if (algoStatusOf(record.order) === 'NEW') cancelRecord(account, record);
    }
    return { code: 200, msg: 'The operation of cancel all open order is done.' };
  },
};

export const queryAlgoOrder: AccountOperation = {
  name: 'GET /fapi/v1/algoOrder',
  security: 'signed',
  weight: 1,
  run(exchange, account, params) {
    const record = findAlgoOrder(account, params);
    const listed = record && exchange.market.symbols.get(record.order.symbol);
    if (!record || !listed) throw new VenueRefusal(-2013, 'Order does not exist.');
    return queriedAlgoOrderJson(record, listed.instrument);
  },
};

export const openAlgoOrders: AccountOperation = {
  name: 'GET /fapi/v1/openAlgoOrders',
  security: 'signed',
  weight: (params) => (optionalText(params, 'symbol') === undefined ? 40 : 1),
  run(exchange, account, params) {
    const symbol = optionalSymbol(exchange, params)?.instrument.symbol;
    const algoId = optionalText(params, 'algoId');
    const records = waitingRecords(account, symbol);
    return toJsonRows(
      exchange,
      records.filter((record) => algoId === undefined || record.algoId === algoId),
    );
  },
};

export const allAlgoOrders: AccountOperation = {
  name: 'GET /fapi/v1/allAlgoOrders',
  security: 'signed',
  weight: 5,
  run(exchange, account, params) {
    const { symbol } = listedSymbol(exchange, params).instrument;
    const range = readTimeRange(params, exchange.clock.now(), 7);
    const fromId = optionalText(params, 'algoId');
    const limit = readLimit(params, 500, 1000);
    const records = account.orders.all.filter(
      ({ order, algoId }) =>
        algoId !== null &&
        order.symbol === symbol &&
        (fromId === undefined ? isWithin(order.createdAt, range) : isFrom(algoId, fromId)),
    );
    return toJsonRows(exchange, fromId === undefined ? records.slice(-limit) : records.slice(0, limit));
  },
};
