import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, type World } from '../simulation/world.test.fixture.ts';

const byType = (world: World, type: string) => world.exchange.openOrders().find((order) => order.type === type);

/** A limit entry of 0.01 that has filled 0.004, with its stop; then nothing is heard, while it fills on and the stop takes all. */
async function stoppedUnheard(): Promise<World> {
  const world = await createWorld({ routes: [] });
  const head = { id: 'a', actor: 'user:1', brokerId: 'one', symbol: 'BTCUSDT', relay: ['desk'] };
  const terms = { limitPrice: decimal('59500'), stopLoss: decimal('58000'), takeProfits: [] };
  const open = { ...head, type: 'open', direction: 'long', quantity: decimal('0.01'), ...terms } as const;
  await settle(world.clock, world.life.engine.trade({ ...open, confirmedAt: world.clock.now() }));
  await world.clock.advance(1_500);
  const entry = byType(world, 'limit')?.clientOrderId ?? '';
  world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'lost-answer' : 'none');
  const { find } = world.exchange;
  world.exchange.find = () => {
    throw refuse('network', 'unknown');
  };
  world.exchange.fillLimit(entry, '0.004');
  await world.clock.advance(100);
  world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
  world.exchange.fillLimit(entry, '0.004');
  world.exchange.trigger(byType(world, 'stop-market')?.clientOrderId ?? '');
  world.exchange.find = find;
  return world;
}

async function told(world: World): Promise<readonly string[]> {
  const types = (await world.notices()).map(({ type }) => type);
  return types.filter((type) => type === 'account.drift' || type === 'position.unprotected');
}

describe('a stop that took what an entry had filled unheard', () => {
  test.each([
    ['while the desk was away', (world: World) => world.restart()],
    ['while the desk looked on', (world: World) => world.clock.advance(35_000)],
  ])('%s leaves nothing owned, and nobody else is blamed', async (_, learn) => {
    const world = await stoppedUnheard();
    expect(world.held()).toBe('0');
    await learn(world);
    world.exchange.delayMs = () => 0;
    await world.clock.advance(35_000);
    expect([await world.owned(), world.held(), await told(world)]).toEqual(['0', '0', []]);
  });
});
