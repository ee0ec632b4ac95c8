import { expect, test } from 'vitest';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import type { EngineTimings } from '../engine-options.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, told } from './protect-world.test.fixture.ts';

const STANDING = ['stop sell 59100'];

const fakeOf = (world: World): FakeBroker => world.life.manager.get('one') as FakeBroker;

const isStop = ({ type }: { readonly type: string }): boolean => type === 'stop-market';

const stops = (world: World): readonly string[] => world.exchange.orders.filter(isStop).map(({ status }) => status);

function gap(world: World): void {
  const at = world.clock.now();
  fakeOf(world).emit({ type: 'stream-gap', fromAt: at, reason: 'reconnected', venueAt: at, receivedAt: at });
}

/** Neither a look nor the list of open orders finds a stop that is younger than so many ms. */
function lagBy(world: World, ms: number): void {
  const { find } = world.exchange;
  world.exchange.find = (reference) => {
    const look = find(reference);
    const isNew = look.order !== null && isStop(look.order) && world.clock.now() - look.order.createdAt < ms;
    return isNew ? { ...look, order: null } : look;
  };
  fakeOf(world).script.always('getOpenOrders', async () =>
    world.exchange.openOrders().filter((order) => !isStop(order) || world.clock.now() - order.createdAt >= ms),
  );
}

/** A position and its stop of 2.4 s, just past its validity. */
async function worldOf(lagMs: number, timings: Partial<EngineTimings> = {}): Promise<World> {
  const world = await protectedWorld({ takeProfits: [] }, { timings });
  await world.clock.advance(6_000);
  lagBy(world, lagMs);
  await world.alert('0', '0.02');
  await world.clock.advance(2_400);
  expect(standing(world)).toEqual(STANDING);
  return world;
}

/** It stood, and goes without any news, the position left open. */
function loseStop(world: World): void {
  const { delayMs } = world.exchange;
  world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
  for (const { symbol, venueOrderId } of world.exchange.openOrders().filter(isStop)) {
    world.exchange.cancel({ symbol, venueOrderId });
  }
  world.exchange.delayMs = delayMs;
  const { find } = world.exchange;
  world.exchange.find = (reference) => {
    const look = find(reference);
    return look.order?.status === 'canceled' ? { ...look, order: null } : look;
  };
}

test.each([2_500, 4_000, 6_000])(
  'a stop that looks find only after %i ms is one, also where a person buys beside it',
  async (ms) => {
    const world = await worldOf(ms);
    world.exchange.tradeByHand('buy', '0.01');
    await world.clock.advance(90_000);
    expect([stops(world), standing(world)]).toEqual([['canceled', 'open'], ['stop sell 0.02 at 59100']]);
  },
);

test.each([2_500, 4_000, 6_000])('one that a read after a gap finds only after %i ms stays', async (ms) => {
  const world = await worldOf(ms);
  gap(world);
  await world.clock.advance(90_000);
  expect([stops(world), standing(world)]).toEqual([['open'], STANDING]);
});

test.each([
  [2_400, 5_000],
  [2_400, 60_000],
  [20_000, 5_000],
])('one that went without news comes again within seconds of a gap after %i ms, margin %i ms', async (ms, marginMs) => {
  const world = await worldOf(0, { absenceMargins: { one: marginMs } });
  await world.clock.advance(ms - 2_400);
  loseStop(world);
  expect(standing(world)).toEqual([]);
  gap(world);
  await world.clock.advance(7_000);
  expect([standing(world), await told(world, 'stop.failed')]).toEqual([STANDING, []]);
});

test('one that went without news, and that nothing can take the place of, is closed within ten seconds of a gap', async () => {
  const world = await worldOf(0);
  loseStop(world);
  world.exchange.faultFor = (request) => (isStop(request) ? 'lost' : 'none');
  gap(world);
  await world.clock.advance(11_000);
  expect(world.held()).toBe('0');
});

test('one that took its position without news is settled first, and told as what closed it', async () => {
  const world = await worldOf(0);
  const { delayMs } = world.exchange;
  world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
  world.exchange.moveTo('59000');
  world.exchange.delayMs = delayMs;
  gap(world);
  await world.clock.advance(10_000);
  expect([world.held(), await world.owned()]).toEqual(['0', '0']);
  expect(await told(world, 'position.closed')).toMatchObject([{ cause: 'stop' }]);
});

test('two looks that miss one minutes apart, and others that asked for nothing between, are two lags', async () => {
  const world = await worldOf(0);
  await world.clock.advance(20_000);
  const { find } = world.exchange;
  let misses = 0;
  world.exchange.find = (reference) => {
    const look = find(reference);
    const isMissed = misses > 0 && look.order !== null && isStop(look.order);
    if (isMissed) misses -= 1;
    return isMissed ? { ...look, order: null } : look;
  };
  for (let times = 0; times < 2; times += 1) {
    misses = 1;
    world.exchange.tradeByHand('sell', '0.01');
    await world.clock.advance(500);
    expect(misses).toBe(0);
    world.exchange.tradeByHand('buy', '0.01');
    await world.clock.advance(120_000);
  }
  expect([stops(world), standing(world)]).toEqual([['open'], STANDING]);
});
