import { expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { NOON } from '../testing/desk-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const held = (quantity: string) => fakePosition({ quantity: decimal(quantity), markPrice: decimal('60000') });

/** A card that turns a long, and its yes. */
async function asked(): Promise<{ readonly bench: ChatBench; readonly yes: string }> {
  const bench = await createChatBench([{ id: 'main', positions: [held('0.02')] }]);
  await bench.say('/reverse BTCUSDT');
  bench.texts();
  return { bench, yes: bench.buttons()[0] ?? '' };
}

test('a reversal is not carried out when the position has turned by itself', async () => {
  const { bench, yes } = await asked();
  const position = held('-0.02');
  const side = { symbol: 'BTCUSDT', positionSide: 'net' } as const;
  bench.broker('main').emit({ type: 'position-updated', ...side, position, venueAt: NOON, receivedAt: NOON });
  await bench.clock.advance(1);
  await bench.tap(yes);
  await bench.tap(yes);
  expect(bench.engine.trades).toEqual([]);
  expect(bench.texts()).toEqual([
    'Not placed: the LONG of BTCUSDT is no longer open, the position has turned. /positions shows what is.',
  ]);
});

test('a reversal is asked anew when the market has moved since its card', async () => {
  const { bench, yes } = await asked();
  bench.broker('main').script.always('getMarkPrice', () => decimal('60700'));
  await bench.tap(yes);
  expect(bench.engine.trades).toEqual([]);
  const [moved, card] = bench.texts().map(plain);
  expect(moved).toBe('Not placed: the market moved from 60 000 to 60 700. Here it is at the new price.');
  expect(card).toContain('REVERSE BTCUSDT LONG 0.020 → SHORT 0.020');
});

test.each(['/reverse BTCUSDT', '/long BTCUSDT 0.01'])(
  '%s is not sent while nobody can say the price',
  async (words) => {
    const bench = await createChatBench([{ id: 'main', positions: [held('0.02')] }]);
    await bench.say(words);
    bench.texts();
    const [yes = ''] = bench.buttons();
    bench.broker('main').script.always('getMarkPrice', () => {
      throw new BrokerError('timeout', { message: 'No answer.', operation: 'getMarkPrice' });
    });
    await bench.tap(yes);
    expect(bench.engine.trades).toEqual([]);
    const texts = bench.texts();
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('Not placed: the price of BTCUSDT cannot be read now');
    expect(texts[0]).toContain(`Ask again: ${words}`);
  },
);

test('a reversal whose card did not keep its price is carried out', async () => {
  const { bench, yes } = await asked();
  const [, nonce = ''] = yes.split(':');
  const row = await bench.journal.getConfirm(nonce);
  const { quotePrice, ...older } = JSON.parse(row?.payload ?? '{}') as Record<string, unknown>;
  expect(quotePrice).toBe('60000');
  const other = 'nonce-before-it-was';
  const payload = JSON.stringify(older);
  if (row !== null) await bench.journal.commit([{ type: 'confirm-insert', row: { ...row, nonce: other, payload } }]);
  await bench.tap(`c:${other}:y`);
  expect(bench.engine.trades).toMatchObject([{ type: 'reverse', id: other }]);
});
