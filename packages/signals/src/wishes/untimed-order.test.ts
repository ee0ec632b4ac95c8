import { describe, expect, test } from 'vitest';
import type { World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, refusals, wishWorld } from './wish-world.test.fixture.ts';

const in8s = (world: World) => new Date(world.clock.now() + 8_000).toISOString();

/** 0.02 long, and an alert of that side waits for others of its second. */
async function waiting(allowNoTime: boolean): Promise<World> {
  const world = await wishWorld({ size: FIXED, allowNoTime });
  await ask(world, { action: 'long' });
  await ask(world, { action: 'long' }, 500);
  expect(world.held()).toBe('0.02');
  return world;
}

describe('what came before an alert without a usable time, and waits, does not go behind it', () => {
  test('an exit without a time', async () => {
    const world = await waiting(true);
    await ask(world, { action: 'close', firedAt: undefined }, 10_000);
    expect([world.held(), await refusals(world)]).toEqual(['0', ['superseded']]);
  });

  test('an exit of the time to come', async () => {
    const world = await waiting(false);
    await ask(world, { action: 'close', firedAt: in8s(world) }, 10_000);
    expect([world.held(), await refusals(world)]).toEqual(['0', ['superseded']]);
  });

  test('a turn without a time', async () => {
    const world = await waiting(true);
    await ask(world, { action: 'short', firedAt: undefined }, 10_000);
    expect(world.held()).toBe('-0.02');
  });

  test('an addition that waits goes before a reduction without a time', async () => {
    const world = await wishWorld({ size: FIXED, allowNoTime: true });
    await ask(world, { action: 'long' });
    await ask(world, { action: 'add' }, 500);
    await ask(world, { action: 'reduce', positionPercent: '50', firedAt: undefined }, 10_000);
    expect(world.held()).toBe('0.02');
  });
});

describe('behind an exit of the time to come', () => {
  test('an entry that fired before it, and comes later, is superseded', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    const firedAt = new Date(world.clock.now() - 1_000).toISOString();
    await ask(world, { action: 'close', firedAt: in8s(world) });
    await ask(world, { action: 'long', firedAt });
    expect([world.held(), await refusals(world)]).toEqual(['0', ['superseded']]);
  });

  test('the next entry goes', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long' });
    await ask(world, { action: 'close', firedAt: in8s(world) }, 1_000);
    await ask(world, { action: 'long' });
    expect(world.held()).toBe('0.02');
  });
});
