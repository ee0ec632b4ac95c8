import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, ordersOf, refusals, wishWorld } from './wish-world.test.fixture.ts';

const SIGNAL = { type: 'signal', factor: decimal('1') } as const;
const OPEN = { action: 'buy', contracts: '5', marketPosition: 'long', prevMarketPosition: 'flat' };
const TURN = { action: 'sell', contracts: '10', marketPosition: 'short', prevMarketPosition: 'long' };
const SIZES = { marketPositionSize: '5', prevMarketPositionSize: '5' };
const told = [
  ['the position is told', SIZES],
  ['it is not', {}],
] as const;

describe('after a turn a unit is worth what the position that is left says', () => {
  test.each(told)('where %s', async (_name, sizes) => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, OPEN);
    await ask(world, { ...TURN, ...sizes });
    expect(await world.owned()).toBe('-0.02');
    await ask(world, { action: 'buy', contracts: '2.5', marketPosition: 'short', prevMarketPosition: 'short' });
    expect([await world.owned(), await refusals(world)]).toEqual(['-0.01', []]);
    await ask(world, { action: 'sell', contracts: '2.5', marketPosition: 'short', prevMarketPosition: 'short' });
    expect(await world.owned()).toBe('-0.02');
  });

  test('in TradersPost’s words', async () => {
    const world = await wishWorld({ size: FIXED, dialect: 'traderspost' });
    const post = (fields: object) =>
      ask(world, { ticker: 'BTCUSDT.P', time: new Date(world.clock.now()).toISOString(), ...fields });
    await post({ action: 'buy', sentiment: 'long', quantity: '5' });
    await post({ action: 'sell', sentiment: 'short', quantity: '10' });
    await post({ action: 'buy', sentiment: 'short', quantity: '2.5' });
    expect(await world.owned()).toBe('-0.01');
  });
});

describe('an account that held less than the strategy turns to as much as the strategy', () => {
  async function held(quantity: string): Promise<World> {
    const world = await wishWorld({ size: SIGNAL });
    await ask(world, OPEN);
    world.exchange.tradeByHand('sell', decimal('5').minus(quantity).toFixed());
    await world.clock.advance(60_000);
    expect(await world.owned()).toBe(quantity);
    return world;
  }

  test.each(told)('where %s', async (_name, sizes) => {
    const world = await held('3');
    await ask(world, { ...TURN, ...sizes });
    expect([await world.owned(), await refusals(world)]).toEqual(['-5', []]);
  });

  test('where it held nothing and the position is told', async () => {
    const world = await held('0');
    await ask(world, { ...TURN, ...SIZES });
    expect([await world.owned(), await refusals(world)]).toEqual(['-5', []]);
  });

  test('where the alert says no side of its fill', async () => {
    const world = await held('3');
    const { action: _, ...sideless } = TURN;
    await ask(world, { ...sideless, ...SIZES });
    expect(ordersOf(world).slice(-2)).toEqual(['sell 3 reduce-only', 'sell 5']);
  });
});
