import { describe, expect, test } from 'vitest';
import { verdictOf } from '../corpus/judge-sample.test.fixture.ts';
import { ask, FIXED, ordersOf, refusals, wishWorld } from '../wishes/wish-world.test.fixture.ts';

const verdict = (fields: object) =>
  verdictOf({ symbol: 'BTCUSDT.P', firedAt: '2026-11-22T07:00:03Z', ...fields }, { mode: 'direction' }).verdict;
const from = (position: string, size: string) => ({ prevMarketPosition: position, prevMarketPositionSize: size });
const to = (position: string, size: string) => ({ marketPosition: position, marketPositionSize: size });

describe('the side and what restricts a word, beside it', () => {
  test.each<[object, string]>([
    [{ action: 'close', direction: 'long' }, 'close long BTCUSDT'],
    [{ action: 'close', command: 'SHORT' }, 'close short BTCUSDT'],
    [{ action: 'close', command: 'close_short' }, 'close short BTCUSDT'],
    [{ action: 'exit', positionSide: 'LONG', contracts: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ action: 'close_long', positionSide: 'LONG', direction: 'long' }, 'close long BTCUSDT'],
    [{ direction: 'close', positionSide: 'SHORT' }, 'close short BTCUSDT'],
    [{ action: 'reduce', direction: 'short', contracts: '1' }, 'reduce short 1 strategy BTCUSDT'],
    [{ action: 'add', positionSide: 'LONG' }, 'add long BTCUSDT'],
    [{ action: 'close', closePosition: true, quantity: '1' }, 'close BTCUSDT'],
    [{ action: 'reduce', closePosition: true }, 'close BTCUSDT'],
    [{ action: 'long', reduceOnly: true }, 'close short BTCUSDT'],
    [{ action: 'long', reduceOnly: true, contracts: '1' }, 'reduce short 1 strategy BTCUSDT'],
    [{ action: 'short', closePosition: 'true', contracts: '1' }, 'close long BTCUSDT'],
    [{ action: 'long', position: 'flat', contracts: '1' }, 'close short BTCUSDT'],
    [{ action: 'long', position: '0' }, 'close short BTCUSDT'],
    [{ action: 'long', reduceOnly: true, ...from('long', '5'), ...to('long', '2') }, 'reduce long 3 strategy BTCUSDT'],
  ])('%j is %s', (fields, expected) => expect(verdict(fields)).toBe(expected));

  test.each<[object, string]>([
    [{ action: 'close', positionSide: 'BOTH' }, 'close BTCUSDT'],
    [{ action: 'close', direction: 'sell', reduceOnly: 'yes', closePosition: 'yes' }, 'close BTCUSDT'],
    [{ action: 'close', direction: 'flat', command: 'market' }, 'close BTCUSDT'],
    [{ action: 'close', position: 'long' }, 'close BTCUSDT'],
    [{ action: 'close', closePosition: true, quantity: '1', ...to('long', '1') }, 'reduce 1 strategy BTCUSDT'],
    [{ action: 'long', positionSide: 'LONG', reduceOnly: false, closePosition: false }, 'hold long BTCUSDT'],
    [{ action: 'long', command: 'close_short' }, 'hold long BTCUSDT'],
    [{ action: 'long', position: 'flat', ...to('long', '1') }, 'hold long BTCUSDT'],
  ])('%j stays %s', (fields, expected) => expect(verdict(fields)).toBe(expected));

  test.each([
    { action: 'close_long', positionSide: 'SHORT' },
    { action: 'close_long', direction: 'short' },
    { action: 'close', positionSide: 'LONG', direction: 'short' },
    { action: 'add_short', direction: 'long' },
    { action: 'long', positionSide: 'SHORT' },
    { direction: 'long', command: 'close' },
    { action: 'add', reduceOnly: true },
    { action: 'add', positionSide: 'LONG', closePosition: true },
  ])('%j is refused', (fields) => expect(verdict(fields)).toBe('conflicting-fields'));
});

test.each([
  { action: 'close', direction: 'long' },
  { action: 'close', positionSide: 'LONG' },
  { action: 'add', direction: 'long' },
])('a short stays as it is for %j', async (fields) => {
  const world = await wishWorld({ size: FIXED });
  await ask(world, { action: 'short' });
  await ask(world, fields);
  expect([ordersOf(world), await refusals(world)]).toEqual([['sell 0.02'], ['nothing-owned']]);
});

test.each([{ reduceOnly: true }, { closePosition: true }, { position: 'flat' }])(
  'a long with %j covers the short, and a second one opens nothing',
  async (beside) => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'short' });
    await ask(world, { action: 'long', ...beside });
    await ask(world, { action: 'long', ...beside });
    expect([ordersOf(world), world.held()]).toEqual([['sell 0.02', 'buy 0.02 reduce-only'], '0']);
  },
);
