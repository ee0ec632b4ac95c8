import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { verdictOf } from '../corpus/judge-sample.test.fixture.ts';
import { ask, FIXED, ordersOf, refusals, wishWorld } from '../wishes/wish-world.test.fixture.ts';

const verdict = (mode: 'direction' | 'order', fields: object) =>
  verdictOf({ symbol: 'BTCUSDT.P', firedAt: '2026-11-22T07:00:03Z', ...fields }, { mode }).verdict;
const SELL = { action: 'sell' };

describe('what makes an exit of a buy or a sell opens nothing', () => {
  test.each<[object, string]>([
    [{ ...SELL, position: 'flat', contracts: '1' }, 'close BTCUSDT'],
    [{ ...SELL, position: '0', contracts: '1' }, 'close BTCUSDT'],
    [{ ...SELL, position: 'close' }, 'close BTCUSDT'],
    [{ ...SELL, position: 'long', contracts: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ ...SELL, direction: 'flat' }, 'close BTCUSDT'],
    [{ side: 'sell', command: 'close' }, 'close BTCUSDT'],
    [{ side: 'sell', command: 'exit_long' }, 'close BTCUSDT'],
    [{ side: 'sell', command: 'reduce', quantity: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ side: 'SELL', positionSide: 'LONG', quantity: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ side: 'BUY', positionSide: 'SHORT' }, 'close short BTCUSDT'],
    [{ ...SELL, reduceOnly: true, quantity: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ ...SELL, reduceOnly: 'true' }, 'close long BTCUSDT'],
    [{ ...SELL, reduceOnly: true, marketPosition: 'short', quantity: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ ...SELL, closePosition: true, quantity: '1' }, 'close long BTCUSDT'],
  ])('%j is %s', (fields, expected) => expect(verdict('direction', fields)).toBe(expected));

  test.each<[object, string]>([
    [{ ...SELL, position: 'short', contracts: '1' }, 'hold short 1 strategy BTCUSDT'],
    [{ ...SELL, position: '-5' }, 'hold short BTCUSDT'],
    [{ ...SELL, direction: 'short' }, 'hold short BTCUSDT'],
    [{ ...SELL, positionSide: 'BOTH', reduceOnly: false }, 'hold short BTCUSDT'],
    [{ side: 'SELL', positionSide: 'SHORT', quantity: '1' }, 'hold short 1 strategy BTCUSDT'],
    [{ action: 'long', position: '1' }, 'hold long BTCUSDT'],
    [{ action: 'close', position: 'long' }, 'close BTCUSDT'],
    [{ ...SELL, position: 'flat', marketPosition: 'short' }, 'hold short with close BTCUSDT'],
  ])('%j stays %s', (fields, expected) => expect(verdict('direction', fields)).toBe(expected));

  test.each<[object, string]>([
    [{ ...SELL, position: '5' }, 'missing-side'],
    [{ ...SELL, position: 'half' }, 'missing-side'],
    [{ ...SELL, position: 'flat', direction: 'short' }, 'conflicting-fields'],
    [{ ...SELL, command: 'close_short' }, 'conflicting-fields'],
    [{ ...SELL, command: 'cancel' }, 'conflicting-fields'],
    [{ ...SELL, direction: 'long' }, 'missing-size'],
  ])('%j is refused as %s', (fields, code) => expect(verdict('direction', fields)).toBe(code));

  test.each([{ position: 'flat' }, { positionSide: 'LONG' }, { closePosition: 'true' }, { direction: 'long' }])(
    'in mode order %j only reduces',
    (beside) =>
      expect(verdict('order', { ...SELL, quantity: '1', ...beside })).toBe(
        'market sell 1 strategy reduce-only BTCUSDT',
      ),
  );
});

test.each([{ position: 'flat' }, { reduceOnly: true }, { positionSide: 'LONG' }])(
  'a sell with %j covers the long, and a second one opens no short',
  async (beside) => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'buy' });
    await ask(world, { ...SELL, ...beside });
    await ask(world, { ...SELL, ...beside });
    expect([ordersOf(world), world.held()]).toEqual([['buy 0.02', 'sell 0.02 reduce-only'], '0']);
  },
);

test('in mode order, too, by its own names and as lines', async () => {
  const size = { type: 'signal', factor: decimal('1') } as const;
  for (const dialect of ['native', 'kv'] as const) {
    const world = await wishWorld({ mode: 'order', size, dialect });
    const at = new Date(world.clock.now()).toISOString();
    const fields = { symbol: 'BTCUSDT.P', firedAt: at, action: 'sell', quantity: '0.02' };
    const write = (all: object) =>
      dialect === 'native'
        ? JSON.stringify(all)
        : Object.entries(all)
            .map(([name, value]) => `${name}=${value}`)
            .join('\n');
    await world.post(write({ ...fields, marketPosition: 'flat' }));
    await world.post(write({ ...fields, position: 'flat' }));
    await world.clock.advance(3_000);
    expect([dialect, ordersOf(world), await refusals(world)]).toEqual([
      dialect,
      [],
      ['nothing-owned', 'nothing-owned'],
    ]);
  }
});
