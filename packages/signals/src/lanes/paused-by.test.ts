import { expect, test } from 'vitest';
import { createWorld, settle } from '../simulation/world.test.fixture.ts';
import { pausedBy } from './paused-by.ts';

test('everybody who paused the desk is known, over a restart, until it is resumed', async () => {
  const world = await createWorld();
  const { engine } = world.life;
  expect(engine.status().pausedBy).toEqual([]);
  await settle(world.clock, engine.pause('user:222', ['desk']));
  await settle(world.clock, engine.pause('user:111', ['desk']));
  await settle(world.clock, engine.pause('user:222', ['desk']));
  expect(engine.status().pausedBy).toEqual(['user:222', 'user:111']);
  await world.restart();
  expect(world.life.engine.status()).toMatchObject({ paused: true, pausedBy: ['user:222', 'user:111'] });
  await settle(world.clock, world.life.engine.resume('user:111', ['desk']));
  expect(world.life.engine.status()).toMatchObject({ paused: false, pausedBy: [] });
});

test.each([
  [null, []],
  ['not json', []],
  // as versions before kept it
  ['{"actor":"user:1","at":5}', ['user:1']],
])('of %s', (flag, people) => {
  expect(pausedBy(flag)).toEqual(people);
});
