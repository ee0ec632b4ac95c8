import { describe, expect, test } from 'vitest';
import type { RouteDialect, RouteMode } from '../route.ts';
import { verdictOf } from '../corpus/judge-sample.test.fixture.ts';
import { ask, FIXED, ordersOf, wishWorld } from '../wishes/wish-world.test.fixture.ts';

const OWN = { symbol: 'BTCUSDT.P', firedAt: '2026-11-22T07:00:03Z' };
const judged = (mode: RouteMode, fields: object) => verdictOf({ ...OWN, ...fields }, { mode }).verdict;
const foreign = (dialect: RouteDialect, fields: object) =>
  verdictOf({ ...fields, time: OWN.firedAt, timestamp: OWN.firedAt }, { dialect, mode: 'direction' });
const SELL = { action: 'sell' };

describe('a word that leaves in `type`', () => {
  test.each<[object, string]>([
    [{ ...SELL, type: 'exit' }, 'close BTCUSDT'],
    [{ ...SELL, type: 'Flat', quantity: '1' }, 'close BTCUSDT'],
    [{ ...SELL, type: 'exit', quantity: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ ...SELL, command: 'exit_long', quantity: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ ...SELL, type: 'exit', quantity: '1', closePosition: true }, 'close long BTCUSDT'],
    [{ ...SELL, type: 'exit', direction: 'flat', quantity: '1' }, 'close BTCUSDT'],
    [{ ...SELL, type: 'reduce', quantity: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ side: 'BUY', order: { type: 'CLOSE' } }, 'close BTCUSDT'],
    [{ ...SELL, type: 'exit', marketPosition: 'short', quantity: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ ...SELL, command: 'close', marketPosition: 'short' }, 'close long BTCUSDT'],
    [{ ...SELL, type: 'long', quantity: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ action: 'close', type: 'short' }, 'close short BTCUSDT'],
    [{ action: 'long', type: 'exit_short' }, 'hold long BTCUSDT'],
  ])('%j is %s', (fields, expected) => expect(judged('direction', fields)).toBe(expected));

  test.each<[object, string]>([
    [{ ...SELL, type: 'MARKET', quantity: '1' }, 'hold short 1 strategy BTCUSDT'],
    [{ ...SELL, type: 'limit' }, 'hold short BTCUSDT'],
    [{ ...SELL, type: '{{type}}' }, 'hold short BTCUSDT'],
    [{ ...SELL, type: ['exit'] }, 'hold short BTCUSDT'],
    [{ ...SELL, type: 'entry', order: { type: 'market' } }, 'hold short BTCUSDT'],
    [{ action: 'close', type: '{{type}}' }, 'close BTCUSDT'],
    [{ action: 'close', type: 'market' }, 'close BTCUSDT'],
  ])('%j stays %s', (fields, expected) => expect(judged('direction', fields)).toBe(expected));

  test.each([
    { ...SELL, type: 'exit_short' },
    { ...SELL, type: 'cancel' },
    { action: 'long', type: 'exit' },
    { action: 'add', type: 'exit' },
    { marketPosition: 'long', type: 'exit' },
  ])('%j is refused', (fields) => expect(judged('direction', fields)).toBe('conflicting-fields'));

  test.each<[object, string]>([
    [{ type: 'exit' }, 'market sell 1 strategy reduce-only BTCUSDT'],
    [{ type: 'exit', marketPosition: 'short' }, 'market sell 1 strategy reduce-only BTCUSDT'],
    [{ type: 'market' }, 'market sell 1 strategy BTCUSDT'],
  ])('in mode order %j is %s', (fields, expected) =>
    expect(judged('order', { ...SELL, quantity: '1', ...fields })).toBe(expected),
  );

  test('an order as lines only reduces by it', () => {
    const lines = `symbol=BTCUSDT.P;signal=sell;volume=1;type=exit;firedAt=${OWN.firedAt}`;
    expect(verdictOf(lines, { dialect: 'kv', mode: 'order' }).verdict).toBe('market sell 1 base reduce-only BTCUSDT');
  });
});

describe('in other dialects', () => {
  const TP = { ticker: 'BTCUSDT', action: 'sell' };
  test.each<[object, string]>([
    [{ ...TP, type: 'exit' }, 'close long BTCUSDT'],
    [{ ...TP, type: 'exit', quantity: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ ...TP, type: 'market' }, 'hold short BTCUSDT'],
    [{ ...TP, type: 'exit', sentiment: 'flat' }, 'close BTCUSDT'],
    [{ ...TP, type: 'exit', sentiment: 'bearish' }, 'conflicting-fields'],
    [{ ...TP, type: 'exit_short' }, 'conflicting-fields'],
    [{ ...TP, action: 'add', type: 'exit' }, 'conflicting-fields'],
  ])('TradersPost: %j is %s', (fields, expected) => expect(foreign('traderspost', fields).verdict).toBe(expected));

  test('what is read is not noted as unread', () => {
    expect(foreign('traderspost', { ...TP, type: 'exit' }).told).not.toMatch(/Not read:[^.]*type/);
  });

  test.each<[RouteDialect, object]>([
    ['okx', { instrument: 'BTCUSDT' }],
    ['threecommas', { bot_uuid: 'b', tv_instrument: 'BTCUSDT' }],
  ])('%s: an entry that is an exit by its type is refused', (dialect, fields) => {
    expect(foreign(dialect, { ...fields, action: 'enter_long', type: 'exit' }).verdict).toBe('conflicting-fields');
    expect(foreign(dialect, { ...fields, action: 'exit_long', type: 'exit' }).verdict).toBe('close long BTCUSDT');
  });
});

test('a sell of type exit covers the long, and a second one opens no short', async () => {
  const world = await wishWorld({ size: FIXED });
  await ask(world, { action: 'buy' });
  await ask(world, { ...SELL, type: 'exit' });
  await ask(world, { ...SELL, type: 'exit' });
  expect([ordersOf(world), world.held()]).toEqual([['buy 0.02', 'sell 0.02 reduce-only'], '0']);
});
