import { expect, test } from 'vitest';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing } from './protect-world.test.fixture.ts';

const WHOLE = ['stop sell 59100', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400'];
const BESIDE = ['stop sell 0.02 at 59100', 'target sell 0.01 at 61200'];

/** A person trades, and the news of the trade is lost: only the new position is heard. */
function tradeUnheard(world: World, side: 'buy' | 'sell'): void {
  let events = 0;
  world.exchange.delayMs = (what) => (what === 'event' && events++ === 0 ? null : 0);
  world.exchange.tradeByHand(side, '0.01');
  world.exchange.delayMs = () => 0;
}

test.each([
  ['heard', (world: World, side: 'buy' | 'sell') => world.exchange.tradeByHand(side, '0.01')],
  ['seen by the position alone', tradeUnheard],
])(
  'what a person adds beside a strategy and takes away again, %s: its stop is over its part, then over the side with all targets',
  async (_, trade) => {
    const world = await protectedWorld({ onDrift: 'ledger' });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    expect(standing(world)).toEqual(WHOLE);
    trade(world, 'buy');
    await world.clock.advance(40_000);
    expect([world.held(), await world.owned()]).toEqual(['0.03', '0.02']);
    expect(standing(world)).toEqual(BESIDE);
    trade(world, 'sell');
    await world.clock.advance(40_000);
    expect([world.held(), await world.owned()]).toEqual(['0.02', '0.02']);
    expect(standing(world)).toEqual(WHOLE);
  },
);
