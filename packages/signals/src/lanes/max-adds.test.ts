import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import { MARKET_ENTRY, OPEN_LIMITS } from '../define-route.ts';
import { closeByPerson } from '../ledger/streams.test.fixture.ts';
import type { Route } from '../route.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, refusals, wishWorld } from '../wishes/wish-world.test.fixture.ts';

const LIMIT = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 600_000 } as const;
const adds = (maxAdds: number) => ({ ...OPEN_LIMITS, maxAdds });

async function worldWith(maxAdds: number, route: Partial<Route> = {}): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ limits: adds(maxAdds), ...route })] });
  await world.clock.advance(2_000);
  return world;
}

async function steps(world: World, ...positions: readonly string[]): Promise<void> {
  for (const [index, next] of positions.slice(1).entries()) {
    await world.alert(positions[index] ?? '0', next);
    await world.clock.advance(3_000);
  }
}

async function entriesOf(world: World): Promise<number | null> {
  const [row] = (await world.journal.readLedger()).ledger;
  return row?.entries == null ? null : JSON.parse(row.entries).length;
}

function fill(world: World, quantity?: string): void {
  const open = world.exchange.orders.find((order) => order.type === 'limit' && isOpenOrder(order));
  world.exchange.fillLimit(open?.clientOrderId ?? '', quantity);
}

describe('maxAdds', () => {
  test('so many additions, then no more, and the chat hears why; what reduces passes', async () => {
    const world = await worldWith(2);
    await steps(world, '0', '0.02', '0.03', '0.04', '0.05', '0.02', '0.03');
    expect(await refusals(world)).toEqual(['limit-adds', 'limit-adds']);
    expect((await world.notices()).find(({ type }) => type === 'signal.rejected')).toMatchObject({
      detail: 'The position has taken 2 additions since it opened; 2 are allowed.',
    });
    expect(world.held()).toBe('0.02');
    expect(await entriesOf(world)).toBe(3);
  });

  test('a position that opens anew, or turns, begins at none', async () => {
    const world = await worldWith(1);
    await steps(world, '0', '0.01', '0.02', '-0.01', '-0.02', '0', '0.01', '0.02');
    expect(await refusals(world)).toEqual([]);
    expect(world.held()).toBe('0.02');
    await steps(world, '0.02', '0');
    expect(await entriesOf(world)).toBeNull();
  });

  test('what a person closes ends the count', async () => {
    const world = await worldWith(1);
    await steps(world, '0', '0.01', '0.02');
    await closeByPerson(world, 'net');
    await world.clock.advance(5_000);
    expect(await entriesOf(world)).toBeNull();
    await steps(world, '0.02', '0', '0.01', '0.02');
    expect(world.held()).toBe('0.02');
  });

  test('0: none at all', async () => {
    const world = await worldWith(0);
    await steps(world, '0', '0.02', '0.03');
    expect(await refusals(world)).toEqual(['limit-adds']);
    expect(world.held()).toBe('0.02');
  });

  test('restarts do not end the count, nor what fills while the desk is down', async () => {
    const world = await worldWith(1);
    await steps(world, '0', '0.01');
    await world.restart();
    await world.clock.advance(2_000);
    world.exchange.fillsAtOnce = false;
    await steps(world, '0.01', '0.02');
    world.life.kill();
    world.exchange.fillOpen();
    world.exchange.fillsAtOnce = true;
    await world.restart();
    await world.clock.advance(5_000);
    await steps(world, '0.02', '0.03');
    expect(await refusals(world)).toEqual(['limit-adds']);
    expect(world.held()).toBe('0.02');
  });

  test('what is sold by hand leaves the count as it is', async () => {
    const world = await worldWith(1);
    await steps(world, '0', '0.02', '0.03');
    world.exchange.tradeByHand('sell', '0.01');
    await world.clock.advance(5_000);
    await steps(world, '0.03', '0.04');
    expect(await refusals(world)).toEqual(['limit-adds']);
  });

  test('an addition that rests counts', async () => {
    const world = await worldWith(1, { entry: LIMIT });
    await steps(world, '0', '0.02');
    fill(world);
    await world.clock.advance(1_000);
    await steps(world, '0.02', '0.03', '0.04');
    expect(await refusals(world)).toEqual(['limit-adds']);
    fill(world, '0.005');
    await world.clock.advance(1_000);
    fill(world);
    await world.clock.advance(1_000);
    expect(await entriesOf(world)).toBe(2);
  });

  test('an addition whose fate is unknown counts', async () => {
    const world = await worldWith(1);
    await steps(world, '0', '0.02');
    world.exchange.place = () => new Promise(() => {});
    await world.alert('0.02', '0.03');
    await world.alert('0.03', '0.04');
    await world.clock.advance(30_000);
    expect(world.exchange.orders).toHaveLength(1);
  });

  test('the orders of a ladder are one entry', async () => {
    const world = await worldWith(1, { entry: { ...LIMIT, type: 'ladder', steps: 3 } });
    await steps(world, '0', '0.03');
    for (let order = 0; order < 3; order++) {
      fill(world);
      await world.clock.advance(1_000);
    }
    await steps(world, '0.03', '0.06');
    expect(await refusals(world)).toEqual([]);
    for (let order = 0; order < 3; order++) {
      fill(world);
      await world.clock.advance(1_000);
    }
    expect(world.held()).toBe('0.06');
    expect(await entriesOf(world)).toBe(2);
    await steps(world, '0.06', '0.09');
    expect(await refusals(world)).toEqual(['limit-adds']);
  });

  test('a fallback and a further attempt belong to their entry', async () => {
    const world = await worldWith(0, { entry: { ...LIMIT, fallback: 'market', expiryMs: 20_000 } });
    await steps(world, '0', '0.02');
    fill(world, '0.005');
    await world.clock.advance(30_000);
    expect(world.held()).toBe('0.02');
    expect(await refusals(world)).toEqual([]);
    expect(await entriesOf(world)).toBe(1);
  });

  test('those of the account count beside the route’s: the strictest', async () => {
    const world = await createWorld({
      routes: [testRoute({ limits: adds(2) })],
      accountLimits: { one: { maxAdds: 1 } },
    });
    await world.clock.advance(2_000);
    await steps(world, '0', '0.01', '0.02', '0.03');
    expect(await refusals(world)).toEqual(['limit-adds']);
  });

  test('additions of one alert in the modes without positions count each', async () => {
    const world = await wishWorld({ size: FIXED, limits: adds(1) });
    await ask(world, { action: 'long' });
    await ask(world, { action: 'add' });
    await ask(world, { action: 'add' });
    expect(await refusals(world)).toEqual(['limit-adds']);
    expect(world.held()).toBe('0.04');
  });

  test('a dry run counts its own', async () => {
    const world = await worldWith(1, { dryRun: true });
    await steps(world, '0', '0.01', '0.02', '0.03', '-0.01', '-0.02');
    const told = (await world.notices()).flatMap((notice) => (notice.type === 'signal.dry' ? [notice] : []));
    expect(told.map(({ accounts: [account] }) => account?.refusal?.code ?? 'ok')).toEqual([
      'ok',
      'ok',
      'limit-adds',
      'ok',
      'ok',
    ]);
  });
});
