import { describe, expect, test } from 'vitest';
import { BrokerError, decimal, type Candle, type MarketReader } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { NOON } from '../testing/desk-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const NO_CANDLES: readonly Candle[] = [];
const MARKET: MarketReader = {
  getPremium: async (symbol) => ({
    symbol,
    markPrice: decimal('60120.5'),
    indexPrice: decimal('60100'),
    fundingRate: decimal('0.0001'),
    nextFundingAt: NOON + 4 * 3_600_000,
  }),
  getDayPrices: async (symbol) => ({
    symbol,
    last: decimal('60125'),
    high: decimal('61000'),
    low: decimal('59000'),
    changePercent: decimal('1.234'),
  }),
  getCandles: async () => NO_CANDLES,
};

async function benchWith(market: Partial<MarketReader> = {}) {
  const bench = await createChatBench([
    { id: 'main', positions: [fakePosition({ quantity: decimal('0.2'), markPrice: decimal('60000') })] },
    { id: 'scalps', environment: 'demo' },
  ]);
  Object.assign(bench.broker('main'), MARKET, market);
  return bench;
}

describe('/price', () => {
  test('tells last, mark, index and 24 hours', async () => {
    const bench = await benchWith();
    await bench.say('/price btcusdt.p');
    expect(plain(bench.texts()[0])).toMatchInlineSnapshot(`
"PAPER main · BTCUSDT
last 60 125.0 · mark 60 120.5 · index 60 100.0 (mark +0.03 %)
24 h +1.23 % · high 61 000.0 · low 59 000.0"
`);
    expect(bench.buttons()).toEqual(['v:m:funding BTCUSDT @main', 'v:m:chart BTCUSDT @main', 'v:h:price btcusdt.p']);
  });

  test('tells the mark price where the exchange tells no more', async () => {
    const bench = await benchWith();
    await bench.say('/price BTCUSDT @scalps');
    expect(plain(bench.texts()[0])).toBe('DEMO scalps · BTCUSDT\nmark 60 000.0');
  });

  test('has suggestions for a name that is not listed, and asks for one that is missing', async () => {
    const bench = await benchWith();
    await bench.say('/price btcsdt');
    await bench.say('/price');
    await bench.say('/price BTCUSDT @none');
    expect(bench.texts()).toEqual([
      expect.stringMatching(/^@main does not list btcsdt. Did you mean BTCUSDT/),
      'Say which: /price BTCUSDT',
      'There is no account @none. You have @main, @scalps.',
    ]);
  });
});

describe('/funding', () => {
  test('tells rate, time and what the position pays', async () => {
    const bench = await benchWith();
    await bench.say('/funding BTCUSDT');
    expect(plain(bench.texts()[0])).toMatchInlineSnapshot(`
"PAPER main · BTCUSDT funding
rate +0.0100 % · long pays short
next 16:00:00 UTC, in 4 h
PAPER main · LONG 0.200 pays ≈ −1.20 USDT"
`);
  });

  test('says so where there is none, and where it is not known', async () => {
    const none = await benchWith({
      getPremium: async (symbol) => ({
        symbol,
        markPrice: decimal('1'),
        indexPrice: null,
        fundingRate: null,
        nextFundingAt: null,
      }),
    });
    await none.say('/funding BTCUSDT');
    expect(none.texts()[0]).toContain('This exchange charges none.');
    const lost = await benchWith({
      getPremium: async () => {
        throw new BrokerError('network', { message: 'The line is down.', operation: 'getPremium' });
      },
    });
    await lost.say('/funding BTCUSDT');
    expect(lost.texts()).toEqual(['The funding of BTCUSDT is not known right now. Try again.']);
  });
});
