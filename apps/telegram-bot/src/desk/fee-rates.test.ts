import { describe, expect, test } from 'vitest';
import { BrokerError, decimal, type Broker } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createDeskBench } from '../testing/desk-bench.ts';
import { createFeeRates, type FeeRate } from './fee-rates.ts';

const STANDARD: FeeRate = { maker: decimal('0.0002'), taker: decimal('0.0005') };
const OWN: FeeRate = { maker: decimal('0.0001'), taker: decimal('0.0003') };
const shown = ({ maker, taker }: FeeRate) => `${maker.toFixed()} ${taker.toFixed()}`;

async function ratesOf(getCommissionRate: ((symbol: string) => Promise<FeeRate>) | null) {
  const { manager } = await createDeskBench([{ id: 'main' }]);
  const clock = createFakeClock(0);
  const broker: Broker =
    getCommissionRate === null ? manager.get('main') : Object.assign(manager.get('main'), { getCommissionRate });
  return { clock, rates: createFeeRates({ manager: { get: () => broker }, clock, standard: STANDARD }) };
}

describe('what orders cost', () => {
  test('is the account’s own rate, asked once an hour', async () => {
    const asked: string[] = [];
    const { clock, rates } = await ratesOf(async (symbol) => {
      asked.push(symbol);
      return OWN;
    });
    expect(shown(await rates.read('main', 'BTCUSDT'))).toBe('0.0001 0.0003');
    await rates.read('main', 'BTCUSDT');
    await rates.read('main', 'ETHUSDT');
    await clock.advance(3_600_000);
    await rates.read('main', 'BTCUSDT');
    expect(asked).toEqual(['BTCUSDT', 'ETHUSDT', 'BTCUSDT']);
  });

  test('is the standard one where the exchange does not tell, refuses or takes too long', async () => {
    const refused = new BrokerError('rate-limited', { operation: 'getCommissionRate', message: 'Too many requests.' });
    for (const teller of [null, async () => Promise.reject(refused)]) {
      const { rates } = await ratesOf(teller);
      expect(shown(await rates.read('main', 'BTCUSDT'))).toBe('0.0002 0.0005');
    }
    const { clock, rates } = await ratesOf(() => new Promise(() => {}));
    const reading = rates.read('main', 'BTCUSDT');
    await clock.advance(1_000);
    expect(shown(await reading)).toBe('0.0002 0.0005');
  });
});
