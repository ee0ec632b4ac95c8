import { expect, test } from 'vitest';
import { protectedWorld, standing, TARGETS, told } from './protect-world.test.fixture.ts';

const HOUR_MS = 3_600_000;

test('a target that is refused each time is told ever more seldom, and again of the next position', async () => {
  const world = await protectedWorld({ takeProfits: [TARGETS[1]] });
  world.exchange.faultFor = ({ type }) => (type === 'take-profit-market' ? 'rejected' : 'none');
  const refusals = async () => (await told(world, 'order.rejected')).length;
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  expect(await refusals()).toBe(1);
  await world.clock.advance(HOUR_MS);
  expect(await refusals()).toBeGreaterThan(3);
  expect(await refusals()).toBeLessThan(9);
  const before = await refusals();
  await world.alert('0.02', '0');
  await world.clock.advance(5_000);
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  expect(await refusals()).toBe(before + 1);
  world.exchange.faultFor = () => 'none';
  await world.clock.advance(65_000);
  expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.02 at 62400']);
});

test('a target that the exchange has no room for is tried ever more seldom, and stands once there is', async () => {
  const world = await protectedWorld({ takeProfits: [TARGETS[1]] });
  let tries = 0;
  world.exchange.faultFor = ({ type }) => {
    if (type !== 'take-profit-market') return 'none';
    tries += 1;
    return 'not-sent';
  };
  await world.alert('0', '0.02');
  await world.clock.advance(HOUR_MS);
  expect(tries).toBeGreaterThan(60);
  expect(tries).toBeLessThan(200);
  world.exchange.faultFor = () => 'none';
  await world.clock.advance(35_000);
  expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.02 at 62400']);
});

test('a stop that cannot take the place of the one that stands is told ever more seldom, and tried on', async () => {
  const world = await protectedWorld({ breakEvenAfter: 1 });
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'rejected' : 'none');
  const failures = async () => (await told(world, 'stop.replace-failed')).length;
  world.exchange.moveTo('61200');
  await world.clock.advance(2_000);
  expect(await failures()).toBe(1);
  await world.clock.advance(HOUR_MS);
  expect(await failures()).toBeGreaterThan(3);
  expect(await failures()).toBeLessThan(9);
  world.exchange.faultFor = () => 'none';
  await world.clock.advance(65_000);
  expect(standing(world)).toEqual(['stop sell 60000', 'target sell 0.01 at 62400']);
});
