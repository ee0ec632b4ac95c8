import { expect, test } from 'vitest';
import { createWorld, type World } from '../simulation/world.test.fixture.ts';

const told = async (world: World) => (await world.notices()).filter(({ type }) => type.startsWith('broker.'));

test('an account that was told to be away, and is back when the desk is started anew: the chat hears that, once', async () => {
  const world = await createWorld();
  await world.clock.advance(10_000);
  world.exchange.isUp = false;
  await world.life.manager.get('one').close();
  await world.clock.advance(40_000);
  expect(await told(world)).toMatchObject([{ type: 'broker.disconnected' }]);
  world.exchange.isUp = true;
  await world.restart();
  await world.clock.advance(40_000);
  await world.restart();
  await world.clock.advance(40_000);
  const [, back, ...more] = await told(world);
  expect([back, more]).toMatchObject([{ type: 'broker.connected' }, []]);
  expect(back?.type === 'broker.connected' ? back.awayMs : 0).toBeGreaterThanOrEqual(40_000);
});
