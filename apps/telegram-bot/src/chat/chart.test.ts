import { describe, expect, test } from 'vitest';
import { decimal, toClientOrderId, type CandleQuery, type MarketReader } from '@perpdesk/broker-core';
import { fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import { GrammyError } from 'grammy';
import { sampleCandles } from '../picture/samples/candles.test.fixture.ts';
import { createChatBench } from '../testing/chat-bench.ts';
import { NOON } from '../testing/desk-bench.ts';

const plain = (text: unknown) => `${text}`.replaceAll(/[\u202f\u00a0]/g, ' ');

async function benchWith(candles: MarketReader['getCandles'] = async (_symbol, { limit }) => sampleCandles(limit)) {
  const bench = await createChatBench([
    { id: 'main' },
    {
      id: 'scalps',
      environment: 'demo',
      positions: [
        fakePosition({ symbol: 'ETHUSDT', quantity: decimal('0.1'), markPrice: decimal('60200') }),
        fakePosition({ quantity: decimal('0.2'), entryPrice: decimal('60120.5'), markPrice: decimal('60200') }),
      ],
    },
  ]);
  const market = { getPremium: null, getDayPrices: null, getCandles: candles };
  for (const id of ['main', 'scalps']) Object.assign(bench.broker(id), market);
  return bench;
}

describe('/chart', () => {
  test('shows the symbol of the largest position with what the account has at stake', async () => {
    const bench = await benchWith();
    await bench.say('/chart');
    const { method, payload } = bench.sent.at(-1) ?? {};
    expect(method).toBe('sendPhoto');
    expect(plain(payload?.['caption'])).toMatchInlineSnapshot(`
"DEMO scalps · BTCUSDT · 15m candles
last 60 234.2 (+0.06 % in the picture)

DEMO scalps · BTCUSDT LONG 0.200 · 10x cross
entry 60 120.5 · mark 60 200.0 · PnL +15.90 (+1.32 % of margin)
liq – · SL – · TP –"
`);
    expect(bench.buttons()).toEqual([
      ...['1m', '5m', '1h', '4h', '1d'].map((it) => `v:h:chart BTCUSDT ${it} @scalps`),
      'v:h:chart BTCUSDT 15m @scalps',
    ]);
    expect(bench.drawn[0]).toContain('>Entry');
    expect(bench.drawn[0]).toContain('DEMO scalps');
  });

  test('asks for as many candles of the length that is wished, of the account that is named', async () => {
    const asked: (readonly [string, Pick<CandleQuery, 'interval' | 'limit'>])[] = [];
    const bench = await benchWith(async (symbol, { interval, limit }) => {
      asked.push([symbol, { interval, limit }]);
      return sampleCandles(limit);
    });
    await bench.say('/chart 4H ethusdt @main');
    expect(asked).toEqual([['ETHUSDT', { interval: '4h', limit: 96 }]]);
    expect(bench.drawn[0]).toContain('PAPER main');
    expect(bench.drawn[0]).not.toContain('Entry');
  });

  test('without a wish it takes shorter candles where there are few', async () => {
    const many = { '15m': 2, '5m': 6, '1m': 30 } as Readonly<Record<string, number>>;
    const bench = await benchWith(async (_symbol, { interval }) => sampleCandles(many[interval] ?? 0));
    await bench.say('/chart BTCUSDT @main');
    await bench.say('/chart BTCUSDT 15m @main');
    expect(bench.texts()).toEqual([expect.stringContaining('1m candles'), expect.stringContaining('15m candles')]);
  });

  test('marks stops, targets and resting orders', async () => {
    const bench = await benchWith();
    const order = { symbol: 'BTCUSDT', positionSide: 'net', side: 'sell', quantity: decimal('0.1') } as const;
    const orders = [
      fakeOrder({
        ...order,
        clientOrderId: toClientOrderId('o-1'),
        type: 'stop-market',
        triggerPrice: decimal('59800'),
      }),
      fakeOrder({
        ...order,
        clientOrderId: toClientOrderId('o-2'),
        type: 'take-profit-market',
        triggerPrice: decimal('60500'),
      }),
      fakeOrder({
        ...order,
        clientOrderId: toClientOrderId('o-3'),
        type: 'limit',
        side: 'buy',
        price: decimal('60000'),
      }),
    ];
    for (const it of orders)
      bench.broker('scalps').emit({ type: 'order-updated', order: it, venueAt: NOON, receivedAt: NOON });
    await bench.clock.advance(1);
    await bench.say('/chart BTCUSDT');
    for (const name of ['Entry', 'Stop', 'Target', 'Buy']) expect(bench.drawn[0]).toContain(`>${name} `);
  });

  test('another length takes the place of the picture, and of a message that has none', async () => {
    const bench = await benchWith();
    await bench.tap('v:h:chart BTCUSDT 1h @main');
    expect(bench.sent.at(-1)).toMatchObject({
      method: 'editMessageMedia',
      payload: { media: { type: 'photo', caption: expect.stringContaining('1h candles') } },
    });
  });

  test('answers in words where no picture is taken', async () => {
    const bench = await benchWith();
    const refusal = {
      ok: false,
      error_code: 400,
      description: 'Bad Request: not enough rights to send photos to the chat',
    } as const;
    bench.fail('sendPhoto', new GrammyError('x', refusal, 'sendPhoto', {}));
    await bench.say('/chart BTCUSDT @main');
    expect(plain(bench.texts()[0])).toContain('PAPER main · BTCUSDT · 15m candles');
  });

  test('says what it cannot show', async () => {
    const bench = await benchWith(async () => []);
    await bench.say('/chart BTCUSDT');
    await bench.say('/chart btcsdt 1h');
    await bench.say('/chart BTCUSDT 7m');
    await bench.say('/chart', { from: 222 });
    expect(bench.texts()).toEqual([
      'The exchange tells no candles of BTCUSDT right now. Try again.',
      expect.stringMatching(/^@main does not list btcsdt. Did you mean BTCUSDT/),
      'Say it like /chart BTCUSDT 15m. There are 1m, 5m, 15m, 1h, 4h, 1d.',
      'You hold no position. Say which: /chart BTCUSDT',
    ]);
    expect(bench.drawn).toEqual([]);
  });
});
