import { expect, test } from 'vitest';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { settableClock } from '../simulation/settable-clock.test.fixture.ts';
import { createWorld, type World } from '../simulation/world.test.fixture.ts';
import { told } from './protect-world.test.fixture.ts';

function gap(world: World): void {
  const at = world.clock.now();
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.emit({ type: 'stream-gap', fromAt: at, reason: 'reconnected', venueAt: at, receivedAt: at });
}

/** No stop ever arrives at the exchange, and what a gap hid takes a while to be read. */
async function nakedWorld(readMs = 1_200): Promise<World> {
  const world = await createWorld();
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.script.always('getFills', async () => {
    await new Promise<void>((resolve) => void world.clock.schedule(readMs, resolve));
    return [...world.exchange.fills];
  });
  world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'lost' : 'none');
  await world.alert('0', '0.02');
  await world.clock.advance(10);
  return world;
}

test.each([3_000, 5_000, 9_000])(
  'gaps of the stream every %i ms keep no position without a stop open',
  async (everyMs) => {
    const world = await nakedWorld();
    for (let passed = 0; passed < 40_000; passed += everyMs) {
      gap(world);
      await world.clock.advance(everyMs);
    }
    expect(world.held()).toBe('0');
    expect(await told(world, 'stop.failed')).toHaveLength(1);
  },
);

test.each([300, 700, 900])('nor do gaps that come every %i ms, sooner than the next look', async (everyMs) => {
  const world = await nakedWorld(50);
  for (let passed = 0; passed < 20_000; passed += everyMs) {
    gap(world);
    await world.clock.advance(everyMs);
  }
  expect(world.held()).toBe('0');
  expect(await told(world, 'stop.failed')).toHaveLength(1);
});

test.each([2_000, 4_000])('a clock that is set ahead after %i ms closes nothing early', async (afterMs) => {
  const clock = settableClock();
  let aheadMs = 0;
  const venueNow = () => clock.now() - aheadMs;
  const exchange = createExchange({ now: venueNow, schedule: (ms, run) => clock.schedule(ms, run) });
  const world = await createWorld({ clock, exchange });
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.script.always('getServerTime', venueNow);
  exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'lost' : 'none');
  await world.alert('0', '0.02');
  await world.clock.advance(afterMs);
  aheadMs += 3_600_000;
  clock.set(3_600_000);
  await world.clock.advance(2_000);
  expect(await world.owned()).toBe('0.02');
  await world.clock.advance(9_000 - afterMs);
  expect(await world.owned()).toBe('0');
});

test('time in which nothing of the account is seen does not count', async () => {
  const world = await nakedWorld();
  await world.clock.advance(6_000);
  world.exchange.isUp = false;
  await world.life.manager.get('one').close();
  await world.clock.advance(60_000);
  world.exchange.isUp = true;
  const { isReady } = world.life.manager.view('one');
  expect([isReady, world.held()]).toEqual([false, '0.02']);
  while (!world.life.manager.view('one').isReady) await world.clock.advance(100);
  await world.clock.advance(2_000);
  expect(world.held()).toBe('0.02');
  await world.clock.advance(4_500);
  expect(world.held()).toBe('0');
});
