import { expect, test } from '@jest/globals';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, TARGETS } from './protect-world.test.fixture.ts';

const levels = (world: World) => standing(world).filter((line) => !line.startsWith('market'));

/** An entry of 0.09 at the market that has not filled yet. */
async function entering(): Promise<{ readonly world: World; fill(quantity?: string): void; placed(): number }> {
  const world = await protectedWorld({ takeProfits: TARGETS });
  world.exchange.delayMs = (what) => (what === 'answer' ? 50 : 30);
  world.exchange.fillsAtOnce = false;
  await world.alert('0', '0.09');
  await world.clock.advance(200);
  const [entry] = world.exchange.openOrders();
  return {
    world,
    fill: (quantity) => world.exchange.fillLimit(entry?.clientOrderId ?? '', quantity),
    placed: () => world.exchange.orders.filter(({ type }) => type === 'take-profit-market').length,
  };
}

test('an entry at the market of which a part fills, and the rest is late: the part has its targets, and follows', async () => {
  const { world, fill } = await entering();
  fill('0.03');
  await world.clock.advance(800);
  expect(levels(world)).toEqual(['stop sell 59100', 'target sell 0.015 at 61200', 'target sell 0.015 at 62400']);
  await world.clock.advance(5_000);
  fill();
  await world.clock.advance(800);
  expect(levels(world)).toEqual(['stop sell 59100', 'target sell 0.045 at 61200', 'target sell 0.045 at 62400']);
});

test('parts that follow each other fast have their targets once, when they are over', async () => {
  const { world, fill, placed } = await entering();
  for (const part of ['0.02', '0.02', '0.02', '0.02']) {
    fill(part);
    await world.clock.advance(150);
    expect(levels(world).filter((line) => line.startsWith('target'))).toEqual([]);
  }
  fill();
  await world.clock.advance(800);
  expect(levels(world)).toEqual(['stop sell 59100', 'target sell 0.045 at 61200', 'target sell 0.045 at 62400']);
  expect(placed()).toBe(2);
});
