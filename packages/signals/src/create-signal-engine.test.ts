import { describe, expect, test } from 'vitest';
import { createWorld } from './simulation/world.test.fixture.ts';

describe('signal engine', () => {
  test('an alert becomes one order, its fill is booked and its stop stands', async () => {
    const world = await createWorld();
    const answer = await world.alert('0', '0.02');
    expect(answer).toMatchObject({ status: 200, result: 'accepted' });
    await world.clock.advance(10);
    expect(world.exchange.orders.map((order) => [order.type, order.side, order.status])).toEqual([
      ['market', 'buy', 'filled'],
      ['stop-market', 'sell', 'open'],
    ]);
    expect(world.exchange.orders[1]?.triggerPrice?.toFixed()).toBe('59100');
    expect(await world.owned()).toBe('0.02');
    expect((await world.notices()).map((notice) => notice.type)).toEqual([
      'desk.started',
      'signal.received',
      'order.filled',
      'stop.placed',
    ]);
    expect((await world.journal.listSignals({})).map((row) => row.state)).toEqual(['done']);
  });

  test('the same bytes again change nothing', async () => {
    const world = await createWorld();
    const first = await world.alert('0', '0.02');
    const second = await world.alert('0', '0.02');
    expect(second).toEqual({ ...first, result: 'duplicate' });
    await world.clock.advance(10);
    expect(world.exchange.orders).toHaveLength(2);
  });

  test('flat closes what is owned and the stop goes', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await world.alert('0.02', '0');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    expect(await world.owned()).toBe('0');
    expect(world.exchange.openOrders()).toEqual([]);
    expect((await world.notices()).map((notice) => notice.type).slice(-3)).toEqual([
      'signal.received',
      'order.filled',
      'position.closed',
    ]);
  });
});
