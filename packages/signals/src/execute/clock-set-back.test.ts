import { expect, test } from 'vitest';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { createExchange } from '../simulation/exchange.test.fixture.ts';
import { settableClock } from '../simulation/settable-clock.test.fixture.ts';
import { createWorld, testRoute } from '../simulation/world.test.fixture.ts';

const HOUR_MS = 3_600_000;

/** A machine whose clock may be set, at an exchange whose clock is right. */
async function machineAndExchange() {
  const clock = settableClock();
  let behindMs = 0;
  const venueNow = () => clock.now() + behindMs;
  const exchange = createExchange({ now: venueNow, schedule: (ms, run) => clock.schedule(ms, run) });
  const world = await createWorld({ clock, exchange, routes: [testRoute()] });
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.script.always('getServerTime', venueNow);
  const setBack = (ms: number): void => {
    behindMs += ms;
    clock.set(-ms);
  };
  return { world, exchange, setBack };
}

test.each([[7], [8], [9], [10], [11]])(
  'a clock that is set back %i s after a close was lost: it is closed all the same, not an hour later',
  async (second) => {
    const { world, exchange, setBack } = await machineAndExchange();
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    let isLost = true;
    exchange.faultFor = () => {
      const fault = isLost ? 'lost' : 'none';
      isLost = false;
      return fault;
    };
    await world.alert('0.02', '0');
    await world.clock.advance(second * 1_000);
    setBack(HOUR_MS);
    await world.clock.advance(60_000);
    expect(exchange.positions()).toEqual([]);
  },
);
