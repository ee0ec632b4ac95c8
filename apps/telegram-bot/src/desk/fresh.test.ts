import { describe, expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { createDeskView } from '../program/desk-view.ts';
import { FRESH_MS } from './fresh.ts';

const OLD = fakePosition({ quantity: decimal('0.02'), markPrice: decimal('60000'), unrealizedPnl: decimal('0') });
const NEW = fakePosition({ quantity: decimal('0.02'), markPrice: decimal('61000'), unrealizedPnl: decimal('20') });
const LOST = new BrokerError('network', { message: 'The line is down.', operation: 'getPositions' });

async function benchWith(...ids: readonly string[]) {
  const bench = await createChatBench(ids.map((id) => ({ id, positions: [OLD] })));
  for (const id of ids) bench.broker(id).script.always('getPositions', () => [NEW]);
  return bench;
}

describe('a question', () => {
  test('is answered with what the exchange says now', async () => {
    const bench = await benchWith('main');
    await bench.say('/p');
    expect(plain(bench.texts()[0])).toContain('mark 61 000.0 · PnL +20.00');
    await bench.say('/close BTCUSDT');
    expect(plain(bench.texts()[0])).toContain('≈ 61 000.0 · PnL ≈ +20.00 USDT');
  });

  test('a position that is gone at the exchange is not shown', async () => {
    const bench = await benchWith('main');
    bench.broker('main').script.always('getPositions', () => []);
    await bench.say('/p');
    await bench.say('/close BTCUSDT');
    expect(bench.texts()).toEqual(['No open positions.', expect.stringContaining('@main holds no BTCUSDT.')]);
  });

  test('an account that fails shows what was last known, and since when', async () => {
    const bench = await benchWith('main', 'scalps');
    await bench.clock.advance(3_000);
    bench.broker('main').script.always('getPositions', LOST);
    bench.broker('main').script.always('getAccount', LOST);
    await bench.say('/p');
    const [first = '', second = ''] = plain(bench.texts()[0]).split('\n\n');
    expect(first).toContain('mark 60 000.0');
    expect(first).toContain('no answer; as heard 3 s ago');
    expect(second).toContain('mark 61 000.0');
    expect(second).not.toContain('no answer');
    await bench.say('/close BTCUSDT @main');
    expect(plain(bench.texts()[0])).toContain('no answer; as heard 3 s ago');
    await bench.say('/balance @main');
    expect(plain(bench.texts()[0])).toContain('PAPER main · no answer; as heard 3 s ago');
  });

  test('silence is not flat', async () => {
    const bench = await createChatBench();
    await bench.clock.advance(60_000);
    bench.broker('main').script.always('getPositions', LOST);
    await bench.say('/p');
    expect(bench.texts()).toEqual([
      expect.stringMatching(/^No open positions known\.\n\nPAPER main · no answer; as heard /),
    ]);
  });

  test('waits two seconds for an exchange that hangs, for all accounts at once', async () => {
    const bench = await benchWith('main', 'scalps');
    for (const id of ['main', 'scalps']) bench.broker(id).script.always('getPositions', 'hang');
    const answered = bench.say('/p');
    await bench.clock.advance(FRESH_MS);
    await answered;
    expect(plain(bench.texts()[0]).match(/no answer; as heard 2 s ago/g)).toHaveLength(2);
  });
});

test('the card after a fill shows the price of now', async () => {
  const bench = await benchWith('main');
  const view = createDeskView(bench, async () => null);
  expect(await view.position('main', 'BTCUSDT', 'net')).toMatchObject({ position: NEW, heardAgoMs: null });
  bench.broker('main').script.always('getPositions', LOST);
  expect(await view.position('main', 'BTCUSDT', 'net')).toMatchObject({ position: OLD, heardAgoMs: 0 });
  expect(await view.position('gone', 'BTCUSDT', 'net')).toBeNull();
});
