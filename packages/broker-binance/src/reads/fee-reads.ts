import type { BinanceBroker } from '../binance-broker.ts';
import { ask } from '../ask.ts';
import type { Session } from '../session.ts';
import { commissionRateSchema } from '../wire/commission-rate.ts';

export function createFeeReads(current: (operation: string) => Session): Pick<BinanceBroker, 'getCommissionRate'> {
  return {
    async getCommissionRate(text, options) {
      const operation = 'getCommissionRate';
      const session = current(operation);
      const { symbol } = await session.instruments.get(text, { operation, ...options });
      const path = '/fapi/v1/commissionRate';
      const question = { operation, path, params: { symbol }, weight: 20, schema: commissionRateSchema } as const;
      const { makerCommissionRate: maker, takerCommissionRate: taker } = await ask(session, question, options);
      return { symbol, maker, taker };
    },
  };
}
