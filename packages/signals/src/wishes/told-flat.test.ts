import { describe, expect, test } from 'vitest';
import { ask, FIXED, refusals, wishWorld } from './wish-world.test.fixture.ts';

const flat = { marketPosition: 'flat' };

describe('a word that leaves, with a size, and the position after it is told as flat', () => {
  test.each<[string, object]>([
    ['close', { action: 'close', contracts: '5', ...flat }],
    ['close by its signed size', { action: 'close', contracts: '5', positionSize: '0' }],
    ['close long', { action: 'close_long', contracts: '5', ...flat }],
    ['reduce', { action: 'reduce', contracts: '5', ...flat }],
    ['reduce without a size', { action: 'reduce', ...flat }],
    ['a smaller size than is held', { action: 'exit', notional: '100', ...flat }],
  ])('%s leaves nothing', async (_name, leave) => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    await ask(world, leave);
    expect([world.held(), await refusals(world)]).toEqual(['0', []]);
  });

  test('in TradersPost’s words', async () => {
    const world = await wishWorld({ size: FIXED, dialect: 'traderspost', overrides: ['size'] });
    const post = (fields: object) =>
      ask(world, { ticker: 'BTCUSDT.P', time: new Date(world.clock.now()).toISOString(), ...fields });
    await post({ action: 'buy', quantity: '1200', quantityType: 'dollar_amount' });
    await post({ action: 'exit', sentiment: 'flat', quantity: '5' });
    expect([world.held(), await refusals(world)]).toEqual(['0', []]);
  });
});
