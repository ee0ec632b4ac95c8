import { expect, test } from 'vitest';
import { settableClock } from '../simulation/settable-clock.test.fixture.ts';
import { createWorld } from '../simulation/world.test.fixture.ts';

test('a clock that is set back while an account is away: the chat hears of it half a minute later, and how long it was', async () => {
  const clock = settableClock();
  const world = await createWorld({ clock });
  const told = async () => (await world.notices()).filter(({ type }) => type.startsWith('broker.'));
  await clock.advance(10_000);
  world.exchange.isUp = false;
  await world.life.manager.get('one').close();
  await clock.advance(5_000);
  clock.set(-3_600_000);
  await clock.advance(40_000);
  expect(await told()).toMatchObject([{ type: 'broker.disconnected' }]);
  world.exchange.isUp = true;
  await clock.advance(60_000);
  const [, back] = await told();
  expect(back?.type === 'broker.connected' ? back.awayMs : null).toBeGreaterThanOrEqual(30_000);
});
