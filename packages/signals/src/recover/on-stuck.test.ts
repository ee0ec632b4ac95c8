import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder, toClientOrderId, toVenueOrderId, type Order } from '@perpdesk/broker-core';
import { fakeOrder, type FakeBroker } from '@perpdesk/broker-core/testing';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

function sayStuck(world: World, order: Order): void {
  const at = world.clock.now();
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.emit({ type: 'order-stuck', order, triggeredAt: at - 3_000, venueAt: at, receivedAt: at });
}

async function told(world: World): Promise<readonly string[]> {
  return (await world.notices()).map(({ type }) => type).filter((type) => /stuck|failed|closed|drift/.test(type));
}

async function openedWorld(world: World): Promise<Order> {
  await world.alert('0', '0.02');
  await world.clock.advance(100);
  const stop = world.exchange.openOrders()[0];
  if (stop === undefined) throw new Error('No stop stands.');
  return stop;
}

describe('a conditional order that triggered and is not executed', () => {
  test('as the stop of a position: it is closed once, and the chat alarmed once', async () => {
    const world = await createWorld();
    const stop = await openedWorld(world);
    sayStuck(world, stop);
    sayStuck(world, stop);
    await world.clock.advance(5_000);
    sayStuck(world, stop);
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    expect(await world.owned()).toBe('0');
    expect(world.exchange.orders.filter(({ type }) => type === 'market')).toHaveLength(2);
    expect(world.exchange.openOrders()).toEqual([]);
    expect(await told(world)).toEqual(['stop.failed', 'position.closed']);
    expect((await world.notices()).find(({ type }) => type === 'stop.failed')).toMatchObject({
      detail: 'The stop triggered, and the exchange does not execute it. The position is closed.',
    });
  });

  test('what fills while the position is being closed closes it all the same', async () => {
    const world = await createWorld();
    const stop = await openedWorld(world);
    world.exchange.fillsAtOnce = false;
    sayStuck(world, stop);
    await world.clock.advance(100);
    world.exchange.trigger(stop.clientOrderId);
    world.exchange.fillOpen();
    await world.clock.advance(20_000);
    expect(world.held()).toBe('0');
    expect(await world.owned()).toBe('0');
    expect(world.exchange.openOrders()).toEqual([]);
  });

  test('one that cannot be canceled lets no later position stand without a stop', async () => {
    const world = await createWorld();
    const stop = await openedWorld(world);
    // the exchange says that it is gone, and lists it as open all the same
    const { openOrders, find } = world.exchange;
    world.exchange.openOrders = () => [
      ...openOrders().filter((order) => order.clientOrderId !== stop.clientOrderId),
      stop,
    ];
    world.exchange.find = (reference) =>
      reference.clientOrderId === stop.clientOrderId ? { order: stop, serverAt: world.clock.now() } : find(reference);
    sayStuck(world, stop);
    await world.clock.advance(5_000);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    const isProtected = () => openOrders().some((order) => order.type === 'stop-market' && isOpenOrder(order));
    if (!isProtected()) await world.clock.advance(15_000);
    expect(isProtected() || world.held() === '0').toBe(true);
  });

  test('after a crash it is closed, too', async () => {
    const world = await createWorld();
    const stop = await openedWorld(world);
    await world.restart();
    sayStuck(world, stop);
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    expect(await told(world)).toContain('stop.failed');
  });

  test('as an order of somebody else: it is told once, and nothing is closed', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const foreign = fakeOrder(
      {
        type: 'stop-market',
        symbol: 'BTCUSDT',
        side: 'sell',
        positionSide: 'net',
        quantity: decimal('0.02'),
        triggerPrice: decimal('59000'),
        clientOrderId: toClientOrderId('web_1'),
      },
      { venueOrderId: toVenueOrderId('algo-7') },
    );
    sayStuck(world, foreign);
    sayStuck(world, foreign);
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.02');
    expect(await told(world)).toEqual(['order.stuck']);
    expect((await world.notices()).at(-1)).toMatchObject({
      account: { brokerId: 'one' },
      symbol: 'BTCUSDT',
      detail: 'Order algo-7 triggered, and the exchange does not execute it. It protects nothing.',
    });
  });
});
