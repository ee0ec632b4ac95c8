import { describe, expect, test } from '@jest/globals';
import type { Order } from '@perpdesk/broker-core';
import { told } from '../protect/protect-world.test.fixture.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

const priceless = (order: Order): Order => ({ ...order, averageFillPrice: null });

/** Answers tell that orders filled and not at which price, no news of fills come, and none are listed. */
async function wordlessWorld(): Promise<World> {
  const world = await createWorld({ routes: [testRoute()] });
  const { exchange } = world;
  const { place } = exchange;
  exchange.place = async (request, validity) => priceless(await place(request, validity));
  exchange.delayMs = (what) => (what === 'event' ? null : 0);
  Object.defineProperty(exchange, 'fills', { value: [] });
  return world;
}

function hidePrices({ exchange }: World): void {
  const { find } = exchange;
  exchange.find = (reference) => {
    const look = find(reference);
    return look.order === null ? look : { ...look, order: priceless(look.order) };
  };
}

const priceOf = async (world: World) => (await told(world, 'order.filled')).map(({ averagePrice }) => averagePrice);

describe('a fill whose price no answer tells', () => {
  test.each(['an entry', 'an exit'])('%s: the order is looked up for it before it is told', async (what) => {
    const world = await wordlessWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    if (what === 'an exit') {
      await world.alert('0.02', '0');
      await world.clock.advance(10_000);
    }
    expect((await priceOf(world)).at(-1)).toBe('60000');
  });

  test('a crash comes before the look: the next life looks', async () => {
    const world = await wordlessWorld();
    await world.alert('0', '0.02');
    await world.restart();
    await world.clock.advance(20_000);
    expect(await priceOf(world)).toEqual(['60000']);
  });

  test('where no look tells it either it is told without one, never as 0', async () => {
    const world = await wordlessWorld();
    hidePrices(world);
    await world.alert('0', '0.02');
    await world.restart();
    await world.clock.advance(60_000);
    expect(await told(world, 'order.filled')).toMatchObject([{ averagePrice: null, fee: null, quantity: '0.02' }]);
    await world.alert('0.02', '0');
    await world.clock.advance(60_000);
    expect(await priceOf(world)).toEqual([null, null]);
    expect(await told(world, 'position.closed')).toMatchObject([{ realizedPnl: null }]);
  });
});
