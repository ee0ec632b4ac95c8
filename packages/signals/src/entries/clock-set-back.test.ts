import { expect, test } from 'vitest';
import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { MARKET_ENTRY } from '../define-route.ts';
import type { EntryPolicy } from '../route.ts';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { settableClock } from '../simulation/settable-clock.test.fixture.ts';
import { createWorld, testRoute } from '../simulation/world.test.fixture.ts';

const HOUR_MS = 3_600_000;

/** A machine whose clock may be set, at an exchange whose clock is right. */
async function machineAndExchange(entry: Partial<EntryPolicy>) {
  const clock = settableClock();
  let behindMs = 0;
  const venueNow = () => clock.now() + behindMs;
  const exchange = createExchange({ now: venueNow, schedule: (ms, run) => clock.schedule(ms, run) });
  const routes = [testRoute({ entry: { ...MARKET_ENTRY, ...entry } })];
  const world = await createWorld({ clock, exchange, routes });
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.script.always('getServerTime', venueNow);
  await clock.advance(2_000);
  const setBack = (ms: number): void => {
    behindMs += ms;
    clock.set(-ms);
  };
  const open = () => exchange.orders.filter(isOpenOrder).map(({ price }) => price?.toFixed());
  return { world, exchange, setBack, open };
}

test('a clock that is set back while an entry rests: it rests no longer', async () => {
  const { world, setBack, open } = await machineAndExchange({
    type: 'limit',
    offsetPercent: decimal('1'),
    expiryMs: 60_000,
  });
  await world.alert('0', '0.02');
  await world.clock.advance(5_000);
  setBack(HOUR_MS);
  await world.clock.advance(45_000);
  expect(open()).toEqual(['59400']);
  await world.clock.advance(75_000);
  expect(open()).toEqual([]);
});

test('a clock that is set back while an entry chases the market: it goes on after it', async () => {
  const { world, exchange, setBack, open } = await machineAndExchange({ type: 'chase', expiryMs: 120_000 });
  await world.alert('0', '0.02');
  await world.clock.advance(5_000);
  setBack(HOUR_MS);
  exchange.marketPrice = decimal('60100');
  await world.clock.advance(30_000);
  expect(open()).toEqual(['60099.9']);
});
