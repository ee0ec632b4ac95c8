import type { MarketReader } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import type { Session } from '../session.ts';
import { dayTickerSchema } from '../wire/day-ticker.ts';
import { klinesSchema } from '../wire/klines.ts';
import { premiumIndexSchema } from '../wire/premium-index.ts';

const PUBLIC = { security: 'none' } as const;

/** Public prices, for people to look at. */
export function createPriceReads(current: (operation: string) => Session): MarketReader {
  return {
    async getPremium(text, options) {
      const operation = 'getPremium';
      const session = current(operation);
      const { symbol } = await session.instruments.get(text, { operation, ...options });
      const path = '/fapi/v1/premiumIndex';
      const question = {
        ...PUBLIC,
        operation,
        path,
        params: { symbol },
        weight: 1,
        schema: premiumIndexSchema,
      } as const;
      const { markPrice, indexPrice, lastFundingRate, nextFundingTime } = await ask(session, question, options);
      const nextFundingAt = nextFundingTime === undefined || nextFundingTime === 0 ? null : nextFundingTime;
      return {
        symbol,
        markPrice,
        indexPrice: indexPrice ?? null,
        fundingRate: nextFundingAt === null ? null : (lastFundingRate ?? null),
        nextFundingAt,
      };
    },
    async getDayPrices(text, options) {
      const operation = 'getDayPrices';
      const session = current(operation);
      const { symbol } = await session.instruments.get(text, { operation, ...options });
      const path = '/fapi/v1/ticker/24hr';
      const question = { ...PUBLIC, operation, path, params: { symbol }, weight: 1, schema: dayTickerSchema } as const;
      const { lastPrice, highPrice, lowPrice, priceChangePercent } = await ask(session, question, options);
      return { symbol, last: lastPrice, high: highPrice, low: lowPrice, changePercent: priceChangePercent };
    },
    async getCandles(text, { interval, limit, ...options }) {
      const operation = 'getCandles';
      const session = current(operation);
      const { symbol } = await session.instruments.get(text, { operation, ...options });
      const path = '/fapi/v1/klines';
      const params = { symbol, interval, limit: limit.toFixed(0) };
      const question = { ...PUBLIC, operation, path, params, weight: weightOf(limit), schema: klinesSchema } as const;
      const bars = await ask(session, question, options);
      return bars.map(([openAt, open, high, low, close]) => ({ openAt, open, high, low, close }));
    },
  };
}

/** @see https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api/Kline-Candlestick-Data */
function weightOf(limit: number): number {
  if (limit < 100) return 1;
  return limit < 500 ? 2 : 5;
}
