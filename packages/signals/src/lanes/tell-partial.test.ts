import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import { settableClock } from '../simulation/settable-clock.test.fixture.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

async function restingWorld(
  clock = settableClock(),
): Promise<{ readonly world: World; readonly fill: (quantity?: string) => void }> {
  const entry = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 600_000 } as const;
  const world = await createWorld({ clock, routes: [testRoute({ entry, stopLoss: STOP })] });
  await world.clock.advance(2_000);
  await world.alert('0', '0.02');
  await world.clock.advance(100);
  const [order] = world.exchange.orders.filter((it) => it.type === 'limit' && isOpenOrder(it));
  return { world, fill: (quantity) => world.exchange.fillLimit(order?.clientOrderId ?? '', quantity) };
}

/** Fills as they are told, each with its thread. */
async function told({ journal }: World): Promise<readonly string[]> {
  const rows = await journal.listOutbox({});
  return rows.flatMap(({ payload }) => {
    const notice = JSON.parse(payload) as Record<string, string>;
    if (notice['type'] === 'order.partially-filled') return [`${notice['filledQuantity']} of ${notice['quantity']}`];
    return notice['type'] === 'order.filled' ? [`all ${notice['quantity']}`] : [];
  });
}

describe('an order that fills in parts', () => {
  test('tells what came within three seconds once, and what comes later again', async () => {
    const { world, fill } = await restingWorld();
    fill('0.001');
    await world.clock.advance(1_000);
    fill('0.002');
    await world.clock.advance(500);
    fill('0.003');
    expect(await told(world)).toEqual([]);
    await world.clock.advance(1_600);
    expect(await told(world)).toEqual(['0.006 of 0.02']);
    await world.clock.advance(60_000);
    fill('0.004');
    await world.clock.advance(3_100);
    expect(await told(world)).toEqual(['0.006 of 0.02', '0.01 of 0.02']);
  });

  test('a clock that is set back tells it no later', async () => {
    const clock = settableClock();
    const { world, fill } = await restingWorld(clock);
    fill('0.001');
    await clock.advance(1_000);
    clock.set(-3_600_000);
    await clock.advance(4_000);
    expect(await told(world)).toEqual(['0.001 of 0.02']);
  });

  test('its end is not held back, and takes along what was not told', async () => {
    const { world, fill } = await restingWorld();
    fill('0.001');
    await world.clock.advance(300);
    fill();
    await world.clock.advance(100);
    expect(await told(world)).toEqual(['all 0.02']);
    await world.clock.advance(60_000);
    expect(await told(world)).toEqual(['all 0.02']);
  });

  test('a desk that is killed before it tells, tells in its next life, and what was told not again', async () => {
    const { world, fill } = await restingWorld();
    fill('0.001');
    await world.clock.advance(500);
    await world.restart();
    await world.clock.advance(4_000);
    expect(await told(world)).toEqual(['0.001 of 0.02']);
    await world.restart();
    await world.clock.advance(10_000);
    expect(await told(world)).toEqual(['0.001 of 0.02']);
    await world.clock.advance(600_000);
    expect(await told(world)).toEqual(['0.001 of 0.02', 'all 0.001']);
  });
});

test('whatever fills of an order, also its stop much later, belongs to the thread of its signal', async () => {
  const { world, fill } = await restingWorld();
  await world.clock.advance(400_000);
  fill('0.005');
  await world.clock.advance(5_000);
  fill();
  await world.clock.advance(3_600_000);
  const [stop] = world.exchange.orders.filter((it) => it.type === 'stop-market' && isOpenOrder(it));
  world.exchange.trigger(stop?.clientOrderId ?? '');
  await world.clock.advance(5_000);
  const rows = await world.journal.listOutbox({});
  const threads = new Set(rows.filter(({ type }) => /^(signal|order)\./.test(type)).map(({ thread }) => thread));
  expect(threads.size).toBe(1);
  expect([...threads][0]).not.toBeNull();
  const fills = rows.filter(({ type }) => type === 'order.filled').map(({ payload }) => JSON.parse(payload) as unknown);
  expect(fills).toMatchObject([{ kind: 'increase' }, { kind: 'stop' }]);
});
