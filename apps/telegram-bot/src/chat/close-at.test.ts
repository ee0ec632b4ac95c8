import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const holding = (quantity: string) =>
  createChatBench([
    {
      id: 'main',
      positions: [fakePosition({ quantity: decimal(quantity), entryPrice: decimal('60000') })],
    },
  ]);
const trades = (bench: ChatBench): unknown => JSON.parse(JSON.stringify(bench.engine.trades));

describe('a close at a price', () => {
  test.each([
    ['0.02', '/close BTCUSDT 0.007 @62000', { price: '62000', share: null, quantity: '0.007' }],
    ['0.02', '/close BTCUSDT @62000 0.007', { price: '62000', share: null, quantity: '0.007' }],
    // a quantity is never taken for a price
    ['-0.02', '/close BTCUSDT 0.007 @58000', { price: '58000', share: null, quantity: '0.007' }],
    ['-0.02', '/close BTCUSDT short 0.007 @58000 @main', { price: '58000', share: null, quantity: '0.007' }],
    // what is typed stays what is typed: the position may grow
    ['0.02', '/close BTCUSDT 0.02 @62000', { price: '62000', share: null, quantity: '0.02' }],
    ['0.02', '/close BTCUSDT 0.0079 @62000', { price: '62000', share: null, quantity: '0.007' }],
    ['0.02', '/close BTCUSDT all @62000', { price: '62000', share: null }],
    ['0.02', '/close BTCUSDT 100% @62000', { price: '62000', share: null }],
    ['0.02', '/close BTCUSDT 25% @62000', { price: '62000', share: '25' }],
  ])('of %s by %s', async (held, command, target) => {
    const bench = await holding(held);
    await bench.say(command);
    await bench.tap(bench.buttons()[0] ?? '');
    expect(trades(bench)).toEqual([expect.objectContaining({ type: 'protect', takeProfits: [target] })]);
  });

  test('its card says the quantity, that it stays, and what was rounded', async () => {
    const bench = await holding('0.02');
    await bench.say('/close BTCUSDT 0.0079 @62000');
    expect(plain(bench.texts()[0])).toContain(
      [
        'TP – → 62 000.0 (+3.33 %) · 0.007',
        'It triggers by the last price and fills at market; at once, if the price has passed it at the tap.',
        '0.0079 is rounded down to 0.007 (step 0.001).',
        'It stays 0.007 when the position grows or shrinks, and takes at most what is held then.',
      ].join('\n'),
    );
  });

  test.each([
    ['/close BTCUSDT 0.03 @62000', 'The position is 0.02: at most that can be closed.'],
    ['/close BTCUSDT 0.0001 @62000', '0.0001 is below the smallest order 0.001.'],
    ['/close BTCUSDT 1,5 @62000', '“1,5” is no part.'],
    ['/close BTCUSDT 50% 0.01 @62000', 'Write it as /close BTCUSDT @62000'],
    ['/close BTCUSDT 50% @62000 @63000', 'Write it as /close BTCUSDT @62000'],
    ['/close BTCUSDT 50% @59000', 'A LONG’s target is above the price: 59 000.0 against 60 000.0.'],
  ])('%s is refused', async (command, text) => {
    const bench = await holding('0.02');
    await bench.say(command);
    expect(plain(bench.texts()[0])).toContain(text);
    expect(bench.buttons()).toEqual([]);
  });
});
