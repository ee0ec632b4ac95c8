import { expect, test } from 'vitest';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

/** A strategy that is in since before the route had the account. */
async function joined(): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ brokers: [] })] });
  await world.alert('0', '1');
  await world.clock.advance(2_100);
  await world.restart({ routes: [testRoute()] });
  await world.clock.advance(2_100);
  return world;
}

test.each<[string, string, string]>([
  ['a step that follows', '1', '2'],
  ['one behind a lost alert', '2', '3'],
  ['a reduction behind one', '3', '2'],
])('an account that is new to the route comes in at no %s', async (_name, from, to) => {
  const world = await joined();
  await world.alert(from, to);
  await world.clock.advance(5_000);
  expect(world.held()).toBe('0');
  await world.alert(to, '0');
  await world.clock.advance(5_000);
  await world.alert('0', '1');
  await world.clock.advance(5_000);
  expect(world.held()).toBe('1');
});

test('it comes in where the strategy has turned or been flat meanwhile', async () => {
  const world = await joined();
  await world.alert('-1', '-2');
  await world.clock.advance(5_000);
  expect(world.held()).toBe('-2');
});
