import type { Instrument } from '@perpdesk/broker-core';
import type { OrderRecord } from '../../exchange/order-record.ts';
import { positionSideWord } from '../../format/order-words.ts';
import { queriedOrderJson } from '../../format/plain-order-json.ts';
import { incomeJson, incomeWord } from '../../format/trade-json.ts';
import { positionRows, usedInstruments } from '../../format/position-json.ts';
import type { AccountOperation } from '../operation.ts';
import { optionalSymbol, optionalText, optionalWhole, word } from '../params.ts';
import { isWithin, readLimit, readTimeRange } from '../time-range.ts';

/** Longer than what the exchange keeps, so that only what is asked for bounds the answer. */
const INCOME_DAYS = 3650;

export const income: AccountOperation = {
  name: 'GET /fapi/v1/income',
  security: 'signed',
  weight: 30,
  run(exchange, account, params) {
    const symbol = optionalSymbol(exchange, params)?.instrument.symbol;
    const type = optionalText(params, 'incomeType');
    const range = readTimeRange(params, exchange.clock.now(), INCOME_DAYS);
    const limit = readLimit(params, 100, 1000);
    const page = optionalWhole(params, 'page') ?? 1;
    const found = account.incomes.filter(
      ({ income }) =>
        (symbol === undefined || income.symbol === symbol) &&
        (type === undefined || incomeWord(income) === type) &&
        isWithin(income.venueAt, range),
    );
    const isFromStart = optionalText(params, 'startTime') !== undefined || optionalText(params, 'page') !== undefined;
    const rows = isFromStart ? found.slice((page - 1) * limit, page * limit) : found.slice(-limit);
    return rows.map((record) => incomeJson(record));
  },
};

/** Orders by which the exchange closed positions: liquidations and auto-deleveraging. */
export const forceOrders: AccountOperation = {
  name: 'GET /fapi/v1/forceOrders',
  security: 'signed',
  weight: (params) => (optionalText(params, 'symbol') === undefined ? 50 : 20),
  run(exchange, account, params) {
    const symbol = optionalSymbol(exchange, params)?.instrument.symbol;
    const type = word(params, 'autoCloseType', ['LIQUIDATION', 'ADL']);
    const range = readTimeRange(params, exchange.clock.now(), 7);
    const limit = readLimit(params, 50, 100);
    return account.orders.all
      .filter(
        ({ order, cause }) =>
          (type === undefined ? cause === 'liquidation' || cause === 'adl' : cause === type.toLowerCase()) &&
          (symbol === undefined || order.symbol === symbol) &&
          isWithin(order.createdAt, range),
      )
      .slice(-limit)
      .flatMap((record) => {
        const listed = exchange.market.symbols.get(record.order.symbol);
        return listed === undefined ? [] : [forceOrderJson(record, listed.instrument)];
      });
  },
};

/** Fewer fields than orders have elsewhere. */
function forceOrderJson(record: OrderRecord, instrument: Instrument): Record<string, unknown> {
  const { goodTillDate, priceMatch, priceProtect, selfTradePreventionMode, ...told } = queriedOrderJson(
    record,
    instrument,
  );
  return told;
}

export const adlQuantile: AccountOperation = {
  name: 'GET /fapi/v1/adlQuantile',
  security: 'signed',
  weight: 5,
  run(exchange, { state }, params) {
    const symbol = optionalSymbol(exchange, params)?.instrument.symbol;
    return usedInstruments(state)
      .filter((instrument) => symbol === undefined || instrument.symbol === symbol)
      .map((instrument) => ({
        symbol: instrument.symbol,
        adlQuantile: Object.fromEntries(
          positionRows(state, [instrument]).map(({ position }) => [
            positionSideWord(position.positionSide),
            position.quantity.isZero() ? 0 : 1,
          ]),
        ),
      }));
  },
};

export const orderRateLimits: AccountOperation = {
  name: 'GET /fapi/v1/rateLimit/order',
  security: 'signed',
  weight: 1,
  run: ({ limits }) => [
    { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: limits.options.ordersPer10s },
    { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: limits.options.ordersPerMinute },
  ],
};

export const apiTradingStatus: AccountOperation = {
  name: 'GET /fapi/v1/apiTradingStatus',
  security: 'signed',
  weight: 1,
  run: ({ clock }) => ({ indicators: {}, updateTime: clock.now() }),
};

/** What the key may do: `GET /sapi/v1/account/apiRestrictions` of the main site. */
export const apiRestrictions: AccountOperation = {
  name: 'GET /sapi/v1/account/apiRestrictions',
  security: 'signed',
  weight: 1,
  run: (_exchange, { canTrade }) => ({
    ipRestrict: true,
    createTime: 1_569_398_400_000,
    enableReading: true,
    enableFutures: canTrade,
    enableWithdrawals: false,
    enableInternalTransfer: false,
    permitsUniversalTransfer: false,
    enableVanillaOptions: false,
    enableFixApiTrade: false,
    enableFixReadOnly: false,
    enableMargin: false,
    enableSpotAndMarginTrading: false,
    enablePortfolioMarginTrading: false,
  }),
};

/** What clients of the main site ask for on their way: coins and margin pairs. This is the futures exchange alone. */
export const mainSite: readonly AccountOperation[] = [
  { name: 'GET /sapi/v1/capital/config/getall', security: 'signed', weight: 10, run: () => [] },
  { name: 'GET /sapi/v1/margin/allPairs', security: 'key', weight: 1, run: () => [] },
];
