import { BrokerError, Decimal, type MarketReader } from '@perpdesk/broker-core';
import { tradedInstrument } from './engine/listed.ts';
import type { EngineState } from './engine/state.ts';
import { toBrokerError } from './refusal-error.ts';
import type { Session } from './session.ts';

/** Of 15 minutes each: a day. */
const DAY_BARS = 96;
const MAX_CANDLES = 500;

/** Prices of the simulated exchange since this process connected it; it has no index and pays no funding. */
export function createPaperPrices(current: (operation: string) => Session): MarketReader {
  const priceOf = (state: EngineState, symbol: string, operation: string) => {
    const traded = tradedInstrument(state, symbol);
    if (!traded.ok) throw toBrokerError(traded, operation);
    return traded;
  };
  return {
    async getPremium(symbol) {
      const { mark } = priceOf(current('getPremium').exchange.state, symbol, 'getPremium');
      return { symbol, markPrice: mark, indexPrice: null, fundingRate: null, nextFundingAt: null };
    },
    async getDayPrices(symbol) {
      const { exchange, candles } = current('getDayPrices');
      const { last } = priceOf(exchange.state, symbol, 'getDayPrices');
      const bars = candles.list(symbol, '15m', DAY_BARS);
      const open = bars[0]?.open ?? last;
      return {
        symbol,
        last,
        high: Decimal.max(last, ...bars.map(({ high }) => high)),
        low: Decimal.min(last, ...bars.map(({ low }) => low)),
        changePercent: last.div(open).minus(1).times(100),
      };
    },
    async getCandles(symbol, { interval, limit }) {
      const { exchange, candles } = current('getCandles');
      priceOf(exchange.state, symbol, 'getCandles');
      if (!Number.isInteger(limit) || limit < 1 || limit > MAX_CANDLES) {
        const message = `${limit} candles cannot be had: ask for 1 to ${MAX_CANDLES}.`;
        throw new BrokerError('invalid-request', { operation: 'getCandles', message });
      }
      return candles.list(symbol, interval, limit);
    },
  };
}
