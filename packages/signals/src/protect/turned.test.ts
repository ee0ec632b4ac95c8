import { expect, test } from 'vitest';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, TARGETS } from './protect-world.test.fixture.ts';

const USUAL = { isHedge: false, answer: 50, event: 30 };

/** In a long of 0.02 with its stop and targets; the exchange's answers and events are on their way for so long. */
async function inLong({ isHedge, answer, event }: typeof USUAL): Promise<World> {
  const world = await protectedWorld({ takeProfits: TARGETS }, { isHedge });
  world.exchange.delayMs = (what) => (what === 'answer' ? answer : event);
  await world.alert('0', '0.02');
  await world.clock.advance(5_000);
  return world;
}

/** Ms from the fill of an entry to when its stop and all its targets stand. */
async function untilStanding(world: World, isMine: (held: string) => boolean): Promise<number> {
  let filledAt: number | null = null;
  for (let round = 0; round < 1_000; round += 1) {
    await world.clock.advance(10);
    if (isMine(world.held())) filledAt ??= world.clock.now();
    if (filledAt !== null && standing(world).length === 3) return world.clock.now() - filledAt;
  }
  throw new Error(`Only ${standing(world).join()} stand.`);
}

const WAYS = [
  { isHedge: false, answer: 0, event: 0 },
  USUAL,
  { isHedge: false, answer: 30, event: 80 },
  { isHedge: true, answer: 50, event: 30 },
];

test.each(WAYS)(
  'a turn: stop and targets of the new side follow its fill, though the old stop went with its position: %j',
  async (way) => {
    const world = await inLong(way);
    await world.alert('0.02', '-0.02');
    expect(await untilStanding(world, (held) => held === '-0.02')).toBeLessThanOrEqual(300);
    expect(standing(world)).toEqual(['stop buy 60900', 'target buy 0.01 at 57600', 'target buy 0.01 at 58800']);
  },
);

test.each(WAYS)('a close and the next entry right after it, likewise: %j', async (way) => {
  const world = await inLong(way);
  await world.alert('0.02', '0');
  await world.clock.advance(200);
  expect(world.held()).toBe('0');
  await world.alert('0', '0.02');
  expect(await untilStanding(world, (held) => held === '0.02')).toBeLessThanOrEqual(300);
});

test('where others closed it, nothing is placed before the side was compared', async () => {
  const world = await inLong(USUAL);
  const placed = world.exchange.orders.length;
  world.exchange.tradeByHand('sell', '0.02');
  await world.clock.advance(20_000);
  expect([world.held(), await world.owned(), standing(world)]).toEqual(['0', '0', []]);
  expect(world.exchange.orders).toHaveLength(placed);
});
