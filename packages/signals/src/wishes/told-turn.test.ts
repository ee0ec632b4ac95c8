import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { ask, FIXED, ordersOf, refusals, wishWorld } from './wish-world.test.fixture.ts';

describe('a word that turns, and the positions are told with their sizes', () => {
  const turned = {
    action: 'long',
    contracts: '10',
    marketPosition: 'long',
    marketPositionSize: '5',
    prevMarketPosition: 'short',
    prevMarketPositionSize: '5',
  };

  test('opens what is left after it, not what closes with it', async () => {
    const world = await wishWorld({ size: { type: 'signal', factor: decimal('1') } });
    await ask(world, { action: 'short', contracts: '5' });
    await ask(world, turned);
    expect([ordersOf(world).slice(1), await world.owned()]).toEqual([['buy 5 reduce-only', 'buy 5'], '5']);
  });

  test('a unit is worth what is left, too', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'short', contracts: '5' });
    await ask(world, turned);
    await ask(world, { action: 'reduce', contracts: '2.5' });
    expect([await world.owned(), await refusals(world)]).toEqual(['0.01', []]);
  });
});
