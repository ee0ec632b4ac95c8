import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { RouteMode } from '../route.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { ask, refusals, wishWorld } from '../wishes/wish-world.test.fixture.ts';

/** As far as the clock of the desk's machine is behind. */
const BEHIND_MS = 8_000;
const size = { type: 'quantity', quantity: decimal('0.02') } as const;
const early = (world: World, body: string, fields: object = {}) => {
  const firedAt = new Date(world.clock.now() + BEHIND_MS).toISOString();
  return world.post(JSON.stringify({ ...JSON.parse(body), ...fields, firedAt }));
};

async function holding(mode: RouteMode): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ mode, size })] });
  await world.clock.advance(2_000);
  await world.post(JSON.stringify({ ...JSON.parse(world.bodyOf('0', '0.02')) }));
  await world.clock.advance(3_000);
  expect(world.held()).toBe('0.02');
  return world;
}

describe.each(['chain', 'target'] as const)('an alert of the time to come, in mode %s', (mode) => {
  test.each([
    ['0', '0'],
    ['0.01', '0.01'],
    ['-0.02', '0'],
  ])('from 0.02 to %s leaves %s, and enters nothing', async (next, left) => {
    const world = await holding(mode);
    expect(await early(world, world.bodyOf('0.02', next))).toMatchObject({ status: 200 });
    await world.clock.advance(3_000);
    expect(world.held()).toBe(left);
  });

  test('that adds buys nothing, and the chat hears why', async () => {
    const world = await holding(mode);
    await early(world, world.bodyOf('0.02', '0.03'));
    await world.clock.advance(3_000);
    expect(world.held()).toBe('0.02');
    expect(JSON.stringify(await world.notices())).toContain('"code":"bad-time"');
  });

  test('that closes leaves the strategy’s time where it was: the next entry goes', async () => {
    const world = await holding(mode);
    await early(world, world.bodyOf('0.02', '0'));
    await world.clock.advance(1_000);
    await world.alert('0', '0.02');
    await world.clock.advance(3_000);
    expect(world.held()).toBe('0.02');
  });
});

test.each([
  ['of the time to come', (world: World) => new Date(world.clock.now() + BEHIND_MS).toISOString()],
  ['without a time', () => undefined],
])('an exit %s goes though the addition before it is not known', async (_title, timeOf) => {
  const world = await holding('chain');
  for (const [next, left] of [
    ['0.01', '0.01'],
    ['0', '0'],
  ] as const) {
    const body = JSON.parse(world.bodyOf('0.03', next));
    expect(await world.post(JSON.stringify({ ...body, firedAt: timeOf(world) }))).toMatchObject({ status: 200 });
    await world.clock.advance(5_000);
    expect([next, world.held()]).toEqual([next, left]);
  }
});

describe('an alert of the time to come, in mode direction', () => {
  const body = JSON.stringify({ symbol: 'BTCUSDT.P', strategy: 'btc' });

  test('closes, and holds nothing', async () => {
    const world = await holding('direction');
    expect(await early(world, body, { action: 'close' })).toMatchObject({ status: 200 });
    await world.clock.advance(3_000);
    expect(world.held()).toBe('0');
    expect(await early(world, body, { action: 'long' })).toMatchObject({ status: 200 });
    await world.clock.advance(3_000);
    expect(world.held()).toBe('0');
    expect(JSON.stringify(await world.notices())).toContain('"code":"bad-time"');
  });

  test('of a turn the closing part goes, and nothing behind it', async () => {
    const world = await holding('direction');
    expect(await early(world, body, { action: 'short' })).toMatchObject({ status: 200 });
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    expect(JSON.stringify(await world.notices())).toContain('"code":"bad-time"');
  });

  test('an addition is refused', async () => {
    const world = await holding('direction');
    expect(await early(world, body, { action: 'add' })).toMatchObject({ status: 422, code: 'bad-time' });
  });
});

test.each([
  ['that sells what is held', 'sell', '0.02', '0', 0],
  ['that sells a part', 'sell', '0.01', '0.01', 0],
  ['that turns', 'sell', '0.05', '0', 1],
  ['that adds', 'buy', '0.02', '0.02', 1],
])('a plain order of the time to come %s closes, and enters nothing', async (_what, action, quantity, left, count) => {
  const world = await wishWorld({ mode: 'order', size: { type: 'signal', factor: decimal('1') } });
  await ask(world, { action: 'buy', quantity: '0.02' });
  const firedAt = new Date(world.clock.now() + BEHIND_MS).toISOString();
  expect(await ask(world, { action, quantity, firedAt }, 10_000)).toMatchObject({ status: 200 });
  expect([world.held(), await refusals(world)]).toEqual([left, count === 0 ? [] : ['bad-time']]);
});

test('an exit of the time to come is a repeat also once the clock is right: it reduces once', async () => {
  const world = await holding('direction');
  const firedAt = new Date(world.clock.now() + BEHIND_MS).toISOString();
  const body = JSON.stringify({
    symbol: 'BTCUSDT.P',
    strategy: 'btc',
    action: 'reduce',
    positionPercent: '50',
    firedAt,
  });
  expect(await world.post(body)).toMatchObject({ status: 200, result: 'accepted' });
  await world.clock.advance(BEHIND_MS);
  expect(world.held()).toBe('0.01');
  expect(await world.post(body)).toMatchObject({ status: 200, result: 'duplicate' });
  await world.clock.advance(3_000);
  expect(world.held()).toBe('0.01');
});

test.each(['of the time to come', 'without a time'])(
  'a close %s goes where the turn before it was lost, though the strategy began at flat long ago',
  async (title) => {
    const world = await createWorld({ routes: [testRoute({ size, allowNoTime: true })] });
    await world.clock.advance(2_000);
    await world.alert('0', '0.02');
    await world.clock.advance(3_600_000);
    expect(world.held()).toBe('0.02');
    const body = JSON.parse(world.bodyOf('-0.02', '0'));
    const firedAt = title === 'without a time' ? undefined : new Date(world.clock.now() + BEHIND_MS).toISOString();
    expect(await world.post(JSON.stringify({ ...body, firedAt }))).toMatchObject({ status: 200 });
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
  },
);
