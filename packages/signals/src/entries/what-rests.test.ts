import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder, type Order } from '@perpdesk/broker-core';
import { MARKET_ENTRY, OPEN_LIMITS } from '../define-route.ts';
import { closeByPerson } from '../ledger/streams.test.fixture.ts';
import type { Route } from '../route.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

const LIMIT = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 600_000 } as const;

async function worldWith(route: Partial<Route>): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ entry: LIMIT, stopLoss: STOP, ...route })] });
  await world.clock.advance(6_000);
  await world.alert('0', '0.02');
  await world.clock.advance(100);
  return world;
}
const resting = (world: World): readonly Order[] =>
  world.exchange.orders.filter((order) => order.type === 'limit' && isOpenOrder(order));
const entries = (world: World): readonly string[] =>
  world.exchange.orders
    .filter(({ side, type }) => side === 'buy' && (type === 'limit' || type === 'market'))
    .map(({ type, quantity, status }) => `${type} ${quantity?.toFixed()} ${status}`);
async function refusals(world: World): Promise<readonly string[]> {
  return (await world.notices()).flatMap((notice) => (notice.type === 'signal.rejected' ? [notice.code] : []));
}
async function fillPart(world: World): Promise<void> {
  world.exchange.fillLimit(resting(world)[0]?.clientOrderId ?? '', '0.005');
  await world.clock.advance(1_000);
}
function fireStop(world: World): void {
  const stop = world.exchange.openOrders().find(({ type }) => type === 'stop-market');
  world.exchange.trigger(stop?.clientOrderId ?? '');
}

describe('what rests of an entry whose position has ended goes', () => {
  test('by its stop', async () => {
    const world = await worldWith({});
    await fillPart(world);
    fireStop(world);
    await world.clock.advance(5_000);
    expect(entries(world)).toEqual(['limit 0.02 canceled']);
    expect(world.held()).toBe('0');
    // until the strategy enters again
    await world.alert('0.02', '0');
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    expect(resting(world)).toHaveLength(1);
  });

  test('by a person', async () => {
    const world = await worldWith({});
    await fillPart(world);
    await closeByPerson(world, 'net');
    await world.clock.advance(5_000);
    expect(entries(world)).toEqual(['limit 0.02 canceled']);
  });

  test('by its stop, while the cancel is lost and the desk dies', async () => {
    const world = await worldWith({});
    await fillPart(world);
    world.exchange.delayMs = () => null;
    fireStop(world);
    world.exchange.delayMs = () => 0;
    await world.restart();
    await world.clock.advance(40_000);
    expect(entries(world)).toEqual(['limit 0.02 canceled']);
    expect(world.held()).toBe('0');
  });

  test('a chase does not go on after its stop', async () => {
    const world = await worldWith({ entry: { ...LIMIT, type: 'chase' } });
    await fillPart(world);
    fireStop(world);
    world.exchange.marketPrice = decimal('59000');
    await world.clock.advance(30_000);
    expect(entries(world)).toEqual(['limit 0.02 canceled']);
    expect(world.held()).toBe('0');
  });

  test('an order that an alert gave in mode order stands for itself', async () => {
    const world = await createWorld({ routes: [testRoute({ mode: 'order', stopLoss: STOP })] });
    const order = { symbol: 'BTCUSDT.P', action: 'buy', quantity: '0.01', price: '59000', strategy: 'btc' };
    const post = async (more: object) => {
      await world.post(JSON.stringify({ ...order, ...more, firedAt: new Date(world.clock.now()).toISOString() }));
      await world.clock.advance(3_000);
    };
    await post({ orderType: 'limit' });
    await post({ orderType: 'market' });
    fireStop(world);
    await world.clock.advance(5_000);
    expect(entries(world)).toEqual(['limit 0.01 open', 'market 0.01 filled']);
  });
});

test('/pause leaves what rests, and says so; nothing more goes', async () => {
  const world = await worldWith({ entry: { ...LIMIT, type: 'ladder', steps: 2, fallback: 'market' } });
  await settle(world.clock, world.life.engine.pause('111', ['desk']));
  const told = (await world.notices()).find(({ type }) => type === 'desk.paused');
  expect(told).toMatchObject({ entering: [{ account: { brokerId: 'one' }, symbol: 'BTCUSDT', orders: 2 }] });
  await fillPart(world);
  expect(world.held()).toBe('0.005');
  await world.clock.advance(700_000);
  expect(entries(world)).toEqual(['limit 0.01 canceled', 'limit 0.01 canceled']);
  await settle(world.clock, world.life.engine.pause('111', ['desk']));
  expect((await world.notices()).findLast(({ type }) => type === 'desk.paused')).toMatchObject({ entering: [] });
});

describe('further orders of an entry', () => {
  test('an addition to what rests is no further position', async () => {
    const world = await worldWith({ limits: { ...OPEN_LIMITS, maxPositions: 1 } });
    await world.alert('0.02', '0.03');
    await world.clock.advance(1_000);
    expect(entries(world)).toEqual(['limit 0.02 open', 'limit 0.01 open']);
  });

  test('its fallback does not go where the market has left the price guard', async () => {
    const limits = { ...OPEN_LIMITS, priceGuardPercent: decimal('1') };
    const world = await worldWith({ limits, entry: { ...LIMIT, fallback: 'market' } });
    world.exchange.marketPrice = decimal('66000');
    await world.clock.advance(610_000);
    expect(entries(world)).toEqual(['limit 0.02 canceled']);
    expect(await refusals(world)).toEqual(['price-guard']);
  });

  test('its fallback goes no later than a signal may be old after its time', async () => {
    const world = await worldWith({ entry: { ...LIMIT, fallback: 'market' } });
    world.life.kill();
    await world.clock.advance(3_600_000);
    await world.restart();
    await world.clock.advance(30_000);
    expect(entries(world)).toEqual(['limit 0.02 canceled']);
    expect(await refusals(world)).toEqual(['too-old']);
  });
});
