import type { Exchange } from '../../exchange/exchange.ts';
import { symbolJson } from '../../format/symbol-json.ts';
import type { PublicOperation } from '../operation.ts';

export const ping: PublicOperation = { name: 'GET /fapi/v1/ping', security: 'none', weight: 1, run: () => ({}) };

export const serverTime: PublicOperation = {
  name: 'GET /fapi/v1/time',
  security: 'none',
  weight: 1,
  run: ({ clock }) => ({ serverTime: clock.now() }),
};

export const exchangeInfo: PublicOperation = {
  name: 'GET /fapi/v1/exchangeInfo',
  security: 'none',
  weight: 1,
  run: (exchange) => ({
    timezone: 'UTC',
    serverTime: exchange.clock.now(),
    futuresType: 'U_MARGINED',
    rateLimits: rateLimitsJson(exchange),
    exchangeFilters: [],
    assets: marginAssets(exchange).map((asset) => ({ asset, marginAvailable: true, autoAssetExchange: '-10000' })),
    symbols: [...exchange.market.symbols.values()].map(symbolJson),
  }),
};

function marginAssets({ market }: Exchange): readonly string[] {
  return [...new Set([...market.symbols.values()].map(({ instrument }) => instrument.settleAsset))];
}

function rateLimitsJson({ limits: { options } }: Exchange): readonly Record<string, unknown>[] {
  return [
    { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: options.weightPerMinute },
    { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: options.ordersPerMinute },
    { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: options.ordersPer10s },
  ];
}
