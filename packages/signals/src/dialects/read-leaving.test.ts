import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { verdictOf } from '../corpus/judge-sample.test.fixture.ts';
import type { RouteDialect, RouteMode } from '../route.ts';
import { ask, FIXED, ordersOf, refusals, wishWorld } from '../wishes/wish-world.test.fixture.ts';

const FIRED = '2026-11-22T07:00:03Z';
const judge = (dialect: RouteDialect, mode: RouteMode, body: object) => verdictOf(body, { dialect, mode });
const native = (fields: object) => ({ symbol: 'BTCUSDT.P', firedAt: FIRED, ...fields });
const okx = (fields: object) => ({
  instrument: 'BTCUSDT.P',
  timestamp: FIRED,
  signalToken: 't',
  action: 'sell',
  prevMarketPosition: 'long',
  ...fields,
});
const threecommas = (order: object, after: string) => ({
  bot_uuid: 'b',
  timestamp: FIRED,
  tv_exchange: 'BINANCE',
  tv_instrument: 'BTCUSDT.P',
  action: 'sell',
  strategy_info: {
    market_position: after,
    market_position_size: after === 'flat' ? '0' : '1',
    prev_market_position: 'long',
    prev_market_position_size: '2',
  },
  order,
});
const post = (fields: object) => ({ ticker: 'BTCUSDT.P', time: FIRED, ...fields });
const flat = { marketPosition: 'flat' };
const step = { ...flat, marketPositionSize: '0', prevMarketPosition: 'long', prevMarketPositionSize: '2' };
const unknown = { currency_type: 'coins', amount: '2' };

describe('an alert that tells the position after it as flat closes all', () => {
  test.each<[RouteDialect, RouteMode, object, string]>([
    ['native', 'direction', native({ action: 'sell', ...flat, size: '5' }), 'close BTCUSDT'],
    ['native', 'direction', native({ action: 'close', positionSize: '0', volume: '5' }), 'close BTCUSDT'],
    ['native', 'direction', native({ action: 'sell', ...flat, contracts: 'NaN' }), 'close BTCUSDT'],
    ['native', 'command', native({ action: 'sell', positionSize: '0', contracts: '1,234.5' }), 'close BTCUSDT'],
    ['native', 'direction', native({ action: 'TP 1', ...flat, contracts: '5' }), 'close BTCUSDT'],
    ['native', 'chain', native({ action: 'sell', contracts: 'NaN', ...step }), 'close BTCUSDT 2 to 0'],
    ['native', 'chain', native({ action: 'Close entry(s) order Long', ...step }), 'close BTCUSDT 2 to 0'],
    ['native', 'target', native({ action: 'exit', positionSize: '0' }), 'close BTCUSDT ? to 0'],
    ['tvcbot', 'direction', native({ action: 'sell', ...flat, amount: '5' }), 'close BTCUSDT'],
    [
      'okx',
      'direction',
      okx({ marketPosition: 'flat', investmentType: 'contract', amount: '5' }),
      'close long BTCUSDT',
    ],
    ['okx', 'direction', okx({ marketPosition: 'flat', amount: '5' }), 'close long BTCUSDT'],
    ['threecommas', 'direction', threecommas(unknown, 'flat'), 'close long BTCUSDT'],
    ['threecommas', 'chain', threecommas({ ...unknown, amount: 'NaN' }, 'flat'), 'close BTCUSDT 2 to 0'],
    [
      'traderspost',
      'direction',
      post({ action: 'exit', sentiment: 'flat', quantityType: 'lots', quantity: '1' }),
      'close BTCUSDT',
    ],
  ])('%s, %s: %j is %s, and what cannot be read is noted', (dialect, mode, body, expected) => {
    const { verdict, told } = judge(dialect, mode, body);
    expect(verdict).toBe(expected);
    expect(told.length).toBeGreaterThan(JSON.stringify(body).length);
  });

  test.each<[RouteDialect, RouteMode, object, string]>([
    ['native', 'direction', native({ action: 'sell', marketPosition: 'long', size: '5' }), 'ambiguous-unit'],
    ['native', 'direction', native({ action: 'close', size: '5' }), 'ambiguous-unit'],
    ['native', 'direction', native({ action: 'sell', ...flat, positionSize: '1', size: '5' }), 'ambiguous-unit'],
    ['native', 'order', native({ action: 'sell', ...flat, size: '5' }), 'ambiguous-unit'],
    ['native', 'direction', native({ action: 'sell', ...flat, contracts: '{{x}}' }), 'unresolved-placeholder'],
    [
      'native',
      'chain',
      native({ action: 'exit', ...step, marketPosition: 'long', marketPositionSize: '1' }),
      'missing-side',
    ],
    ['okx', 'direction', okx({ marketPosition: 'long', investmentType: 'contract', amount: '5' }), 'ambiguous-unit'],
    ['okx', 'direction', okx({ action: 'ENTER_LONG', marketPosition: 'flat', amount: '5' }), 'ambiguous-unit'],
    ['threecommas', 'direction', threecommas(unknown, 'long'), 'ambiguous-unit'],
    ['traderspost', 'direction', post({ action: 'exit', quantityType: 'lots', quantity: '1' }), 'ambiguous-unit'],
  ])('%s, %s: %j is refused as %s, as before', (dialect, mode, body, code) =>
    expect(judge(dialect, mode, body).verdict).toBe(code),
  );
});

describe('a signal bot’s alert that tells the position after it alone', () => {
  const { prevMarketPosition: _, ...alone } = okx({});

  test.each([
    ['flat', 'close BTCUSDT'],
    ['long', 'missing-field'],
  ])('as %s is %s', (marketPosition, expected) =>
    expect(judge('okx', 'direction', { ...alone, marketPosition }).verdict).toBe(expected),
  );
});

describe('the word flat leaves nothing, whatever fill made it so', () => {
  const held = [
    ['what was opened in units', { action: 'long', contracts: '1' }],
    ['what was opened by the route’s size', { action: 'long' }],
  ] as const;

  test.each(held)('%s', async (_name, open) => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, open);
    // the strategy sold the other half before; its position stayed long
    await ask(world, { action: 'flat', contracts: '0.5' });
    expect([ordersOf(world), await refusals(world)]).toEqual([['buy 0.02', 'sell 0.02 reduce-only'], []]);
  });

  test.each(['close_all', 'exit all'])('%s, too', async (action) => {
    const world = await wishWorld({ size: { type: 'signal', factor: decimal('0.01') } });
    await ask(world, { action: 'long', contracts: '2' });
    await ask(world, { action, contracts: '0.5' });
    expect(world.held()).toBe('0');
  });

  test('a part of the position that it names stays a part, and so does a close with a size', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long', contracts: '1' });
    await ask(world, { action: 'flat', positionPercent: '50' });
    expect(world.held()).toBe('0.01');
    await ask(world, { action: 'close', contracts: '0.25' });
    expect(world.held()).toBe('0.005');
  });
});
