import { expect, test } from 'vitest';
import { settableClock } from '../simulation/settable-clock.test.fixture.ts';
import { createWorld, type World } from '../simulation/world.test.fixture.ts';

const HOUR_MS = 3_600_000;

/** /panic at an exchange that takes no order, on a machine whose clock is set a second later. */
async function panicSetBy(ms: number): Promise<World> {
  const clock = settableClock();
  const world = await createWorld({ clock });
  await world.alert('0', '0.02');
  await clock.advance(5_000);
  world.exchange.faultFor = () => 'not-sent';
  void world.life.engine.panic({ actor: 'user:111', relay: ['desk'] });
  await clock.advance(1_000);
  clock.set(ms);
  return world;
}

test('a clock that is set an hour ahead while /panic runs: it goes on for its minute, and closes', async () => {
  const world = await panicSetBy(HOUR_MS);
  await world.clock.advance(10_000);
  world.exchange.faultFor = () => 'none';
  await world.clock.advance(40_000);
  expect(world.held()).toBe('0');
  expect(await world.notices()).toContainEqual(expect.objectContaining({ type: 'panic.finished', flat: true }));
});

test('a clock that is set an hour back while /panic runs: after its minute it says what is left', async () => {
  const world = await panicSetBy(-HOUR_MS);
  await world.clock.advance(120_000);
  expect(await world.notices()).toContainEqual(expect.objectContaining({ type: 'panic.finished', flat: false }));
});
