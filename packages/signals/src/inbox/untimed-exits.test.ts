import { describe, expect, test } from 'vitest';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

const untimed = (world: World, previous: string, next: string) =>
  JSON.stringify({ ...JSON.parse(world.bodyOf(previous, next)), firedAt: undefined });

async function holding(mode: 'chain' | 'target'): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ mode })] });
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  expect(world.held()).toBe('0.02');
  return world;
}

describe.each(['chain', 'target'] as const)('without a time, in mode %s', (mode) => {
  test('corpus 11: a close closes', async () => {
    const world = await holding(mode);
    expect(await world.post(untimed(world, '0.02', '0'))).toMatchObject({ status: 200, result: 'accepted' });
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
  });

  test('a reduction reduces', async () => {
    const world = await holding(mode);
    await world.post(untimed(world, '0.02', '0.01'));
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.01');
  });

  test('of a turn the exit goes, and the entry is refused by name', async () => {
    const world = await holding(mode);
    expect(await world.post(untimed(world, '0.02', '-0.02'))).toMatchObject({ status: 200 });
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
    expect(JSON.stringify(await world.notices())).toContain('"code":"bad-time"');
  });

  test.each([
    ['an entry', '0', '0.02'],
    ['an addition', '0.02', '0.03'],
  ])('%s buys nothing, and the chat hears why', async (_what, previous, next) => {
    const world = previous === '0' ? await createWorld({ routes: [testRoute({ mode })] }) : await holding(mode);
    await world.post(untimed(world, previous, next));
    await world.clock.advance(1_000);
    expect(world.held()).toBe(previous);
    expect(JSON.stringify(await world.notices())).toContain('"code":"bad-time"');
  });

  test('the same close of the next position is no repeat', async () => {
    const world = await holding(mode);
    const close = untimed(world, '0.02', '0');
    await world.post(close);
    await world.clock.advance(20_000);
    expect(await world.post(close)).toMatchObject({ result: 'duplicate' });
    await world.alert('0', '0.02');
    await world.clock.advance(20_000);
    expect(world.held()).toBe('0.02');
    expect(await world.post(close)).toMatchObject({ result: 'accepted' });
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
  });
});

test('what only reduces opens nothing over a gap', async () => {
  const world = await createWorld({ routes: [testRoute({ onGap: 'adopt', firstSight: 'adopt' })] });
  await world.post(untimed(world, '0.02', '0.01'));
  await world.clock.advance(10_000);
  expect(world.held()).toBe('0');
});

test('a reduction that comes behind the one after it buys nothing back', async () => {
  const world = await createWorld({ routes: [testRoute({ onGap: 'adopt', allowNoTime: true })] });
  for (const [previous, next, held] of [
    ['0', '3', '3'],
    ['2', '1', '1'],
    ['3', '2', '1'],
  ] as const) {
    await world.post(untimed(world, previous, next));
    await world.clock.advance(5_000);
    expect([next, world.held()]).toEqual([next, held]);
  }
  expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'superseded' });
});
