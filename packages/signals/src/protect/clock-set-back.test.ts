import { expect, test } from 'vitest';
import { settableClock } from '../simulation/settable-clock.test.fixture.ts';
import { createWorld } from '../simulation/world.test.fixture.ts';
import { told } from './protect-world.test.fixture.ts';

const HOUR_MS = 3_600_000;

test.each([-HOUR_MS, HOUR_MS])(
  'a clock that is set by %i ms while a stop is missing: its position is closed in time',
  async (ms) => {
    const clock = settableClock();
    const world = await createWorld({ clock });
    world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'lost' : 'none');
    await world.alert('0', '0.02');
    await clock.advance(5_000);
    clock.set(ms);
    await clock.advance(15_000);
    expect(world.held()).toBe('0');
  },
);

test.each([100, 500, 900])('one that is set back %i ms after a look hides none of that time', async (afterMs) => {
  const clock = settableClock();
  const world = await createWorld({ clock });
  world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'lost' : 'none');
  await world.alert('0', '0.02');
  for (let times = 0; times < 4; times++) {
    await clock.advance(1_000 + (times === 0 ? afterMs : 0));
    clock.set(-HOUR_MS);
    await clock.advance(1_000);
  }
  expect(await told(world, 'stop.failed')).toEqual([]);
  await clock.advance(3_100 - afterMs);
  expect(await told(world, 'stop.failed')).toHaveLength(1);
});

test('a clock that is set back: the watchdog looks on', async () => {
  const clock = settableClock();
  const world = await createWorld({ clock });
  await world.alert('0', '0.02');
  await clock.advance(1_000);
  world.exchange.tradeByHand('buy', '0.5');
  await clock.advance(1_000);
  clock.set(-HOUR_MS);
  await clock.advance(90_000);
  expect((await world.notices()).map(({ type }) => type)).toContain('position.unprotected');
});
