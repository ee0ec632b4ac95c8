import type { Broker } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import type { Session } from '../session.ts';
import { premiumIndexSchema } from '../wire/premium-index.ts';

export type MarketReads = Pick<
  Broker,
  'getServerTime' | 'getInstruments' | 'getInstrument' | 'getMarkPrice' | 'testConnection'
>;

export function createMarketReads(current: (operation: string) => Session): MarketReads {
  return {
    async testConnection(options) {
      const operation = 'testConnection';
      const session = current(operation);
      const startedAt = session.clock.now();
      const { abortSignal } = options ?? {};
      await session.rest.call({
        operation,
        method: 'GET',
        path: '/fapi/v1/rateLimit/order',
        security: 'signed',
        weight: 1,
        ...(abortSignal ? { abortSignal } : {}),
      });
      return { roundTripMs: session.clock.now() - startedAt };
    },
    getServerTime: async (options) => current('getServerTime').venueClock.measure(options?.abortSignal),
    getInstruments: async (options) =>
      current('getInstruments').instruments.all({ operation: 'getInstruments', ...options }),
    getInstrument: async (symbol, options) =>
      current('getInstrument').instruments.get(symbol, { operation: 'getInstrument', ...options }),
    async getMarkPrice(text, options) {
      const operation = 'getMarkPrice';
      const session = current(operation);
      const { symbol } = await session.instruments.get(text, { operation, ...options });
      const path = '/fapi/v1/premiumIndex';
      const question = {
        operation,
        path,
        params: { symbol },
        weight: 1,
        security: 'none',
        schema: premiumIndexSchema,
      } as const;
      return (await ask(session, question, options)).markPrice;
    },
  };
}
