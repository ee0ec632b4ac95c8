import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder, type OrderRequest } from '@perpdesk/broker-core';
import type { TradeCommand } from '../trade-command.ts';
import { type Fault, refuse } from '../simulation/exchange.test.fixture.ts';
import { createWorld, settle, START_AT, type World } from '../simulation/world.test.fixture.ts';

function stops(world: World): readonly string[] {
  return world.exchange.orders
    .filter((order) => order.type === 'stop-market')
    .map((order) => `${order.side} ${order.status}`);
}

function faultStops(world: World, ...faults: readonly Fault[]): void {
  const waiting = [...faults];
  world.exchange.faultFor = (request: OrderRequest) =>
    request.type === 'stop-market' ? (waiting.shift() ?? 'none') : 'none';
}

function after(world: World, ms: number): Promise<void> {
  return new Promise((resolve) => void world.clock.schedule(ms, resolve));
}

function delayMarket(world: World, ms: number): void {
  const { place } = world.exchange;
  world.exchange.place = async (request, validity) => {
    if (request.type === 'market') await after(world, ms);
    return place(request, validity);
  };
}

async function told(world: World, type: string): Promise<number> {
  return (await world.notices()).filter((notice) => notice.type === type).length;
}

describe('the stop of a position', () => {
  test('it is marked in the commit that records the first fill', async () => {
    const world = await createWorld();
    const commits: (readonly string[])[] = [];
    const { commit } = world.journal;
    world.journal.commit = (changes) => {
      commits.push(
        changes.flatMap((change) => (change.type === 'intent-update' ? [change.patch.state ?? '-'] : [change.type])),
      );
      return commit(changes);
    };
    await world.alert('0', '0.02');
    await world.clock.advance(10);
    const withFill = commits.find((types) => types.includes('fill-insert'));
    expect(withFill).toEqual(
      expect.arrayContaining(['fill-insert', 'filled', 'ledger-put', 'intent-insert', 'sending']),
    );
  });

  test('an answer that tells no price: it is placed as soon as the fill tells one', async () => {
    const world = await createWorld();
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => ({
      ...(await place(request, validity)),
      averageFillPrice: null,
    });
    // the answer overtakes all news
    world.exchange.delayMs = (what) => (what === 'event' ? 300 : 0);
    await world.alert('0', '0.02');
    await world.clock.advance(200);
    expect(stops(world)).toEqual([]);
    await world.clock.advance(110);
    expect(stops(world)).toEqual(['sell open']);
  });

  test('an answer that tells no price, and fills of which no news come: the order is looked up for it', async () => {
    const world = await createWorld();
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => ({
      ...(await place(request, validity)),
      averageFillPrice: null,
    });
    world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
    await world.alert('0', '0.02');
    await world.clock.advance(3_000);
    expect(stops(world)).toEqual(['sell open']);
  });

  test('refused for good: the position is closed at once and the chat alarmed', async () => {
    const world = await createWorld();
    faultStops(world, 'rejected');
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    expect(world.held()).toBe('0');
    expect(await told(world, 'stop.failed')).toBe(1);
    const { ledger } = await world.journal.readLedger();
    expect(ledger[0]).toMatchObject({ owned: '0', state: 'sitting-out' });
  });

  test('refused for good: the next position gets its stop with its first fill all the same', async () => {
    const world = await createWorld();
    faultStops(world, 'rejected');
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    faultStops(world, 'none');
    await world.alert('0.02', '0');
    await world.alert('0', '0.01');
    await world.clock.advance(500);
    expect(world.held()).toBe('0.01');
    expect(stops(world)).toEqual(['sell open']);
  });

  test('lost: it is placed again, and the position stays', async () => {
    const world = await createWorld();
    faultStops(world, 'lost');
    await world.alert('0', '0.02');
    await world.clock.advance(12_000);
    expect(world.held()).toBe('0.02');
    // one with a quantity stood while the first was in doubt
    expect(stops(world)).toEqual(['sell canceled', 'sell open']);
    expect(world.exchange.openOrders()).toMatchObject([{ closePosition: true }]);
  });

  test('its answer lost: one stands in the end', async () => {
    const world = await createWorld();
    const { place } = world.exchange;
    let isFirst = true;
    world.exchange.place = async (request, validity) => {
      if (request.type !== 'stop-market' || !isFirst) return place(request, validity);
      isFirst = false;
      world.clock.schedule(4_000, () => void place(request, undefined));
      throw refuse('timeout', 'unknown');
    };
    await world.alert('0', '0.02');
    await world.clock.advance(40_000);
    expect(world.held()).toBe('0.02');
    expect(stops(world).filter((stop) => stop === 'sell open')).toHaveLength(1);
  });

  test('not proven within ten seconds while the exchange answers: closed and alarmed', async () => {
    const world = await createWorld();
    world.exchange.faultFor = (request) => (request.type === 'stop-market' ? 'lost' : 'none');
    await world.alert('0', '0.02');
    await world.clock.advance(13_000);
    expect(world.held()).toBe('0');
    expect(await told(world, 'stop.failed')).toBe(1);
  });

  test('canceled by hand: the watchdog places another', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const stop = world.exchange.orders.find((order) => order.type === 'stop-market' && isOpenOrder(order));
    if (stop !== undefined) world.exchange.cancel({ symbol: stop.symbol, clientOrderId: stop.clientOrderId });
    await world.clock.advance(100);
    expect(stops(world)).toEqual(['sell canceled', 'sell open']);
  });

  test('an entry after a close gets its own stop, not the old one', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await world.alert('0.02', '-0.02');
    await world.clock.advance(5_000);
    expect(stops(world)).toEqual(['sell expired', 'buy open']);
    expect(world.held()).toBe('-0.02');
  });

  test('triggered: the ledger is empty, the close that follows is no order', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const stop = world.exchange.openOrders()[0];
    world.exchange.trigger(stop?.clientOrderId ?? '');
    await world.clock.advance(1_000);
    expect(await world.owned()).toBe('0');
    const closed = (await world.notices()).find((notice) => notice.type === 'position.closed');
    expect(closed).toMatchObject({ cause: 'stop' });
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    expect(world.exchange.orders).toHaveLength(2);
    expect((await world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'sitting-out' });
  });

  test('a crash between the fill and the stop leaves no position without one', async () => {
    const world = await createWorld({
      onProbe: (point, life) => {
        if (point === 'before-stop-send') life.kill();
      },
    });
    await world.alert('0', '0.02').catch(() => null);
    await world.clock.advance(1_000);
    expect(stops(world)).toEqual([]);
    await world.restart({ onProbe: () => {} });
    await world.clock.advance(9_000);
    expect(stops(world).filter((stop) => stop === 'sell open')).toHaveLength(1);
    expect(world.held()).toBe('0.02');
  });

  test('not sent for want of a connection: it is tried on, and the position is not closed for it', async () => {
    const world = await createWorld();
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => {
      if (request.type === 'stop-market' && world.clock.now() < START_AT + 6_000)
        throw refuse('not-connected', 'not-sent');
      return place(request, validity);
    };
    await world.alert('0', '0.02');
    await world.clock.advance(9_000);
    expect(world.held()).toBe('0.02');
    expect(stops(world)).toEqual(['sell open']);
    expect(await told(world, 'stop.failed')).toBe(0);
  });

  test('an entry that fills while the desk stops still gets its stop', async () => {
    const world = await createWorld();
    delayMarket(world, 500);
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const stopped = world.life.engine.stop();
    await world.clock.advance(2_000);
    await stopped;
    expect(world.held()).toBe('0.02');
    expect(stops(world)).toEqual(['sell open']);
  });

  test('one that is refused while the desk stops: the position is closed before', async () => {
    const world = await createWorld();
    delayMarket(world, 500);
    faultStops(world, 'rejected');
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const stopped = world.life.engine.stop();
    await world.clock.advance(3_000);
    await stopped;
    expect(world.held()).toBe('0');
  });

  test('the time without one counts anew for each position', async () => {
    const world = await createWorld();
    const { place } = world.exchange;
    let slowMs = 700;
    world.exchange.place = async (request, validity) => {
      const order = await place(request, validity);
      if (order.type === 'stop-market') await after(world, slowMs);
      return order;
    };
    world.exchange.delayMs = (what) => (what === 'event' ? slowMs : 0);
    await world.alert('0', '0.02');
    await world.clock.advance(50);
    await world.alert('0.02', '0');
    await world.clock.advance(60_300);
    expect(world.held()).toBe('0');
    slowMs = 1_500;
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.02');
    expect(await told(world, 'stop.failed')).toBe(0);
  });

  test('it goes with its strategy, and stays over nothing that a person opened beside', async () => {
    const world = await createWorld();
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const command: TradeCommand = {
      type: 'open',
      id: 'nonce',
      actor: '111',
      brokerId: 'one',
      symbol: 'BTCUSDT',
      direction: 'long',
      quantity: decimal('0.01'),
      confirmedAt: world.clock.now(),
      relay: ['desk'],
    };
    await settle(world.clock, world.life.engine.trade(command));
    await world.clock.advance(100);
    const [stop, ...others] = world.exchange.openOrders();
    expect(others).toEqual([]);
    expect(stop?.quantity?.toFixed()).toBe('0.02');
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.01');
    expect(stops(world)).toEqual(['sell canceled', 'sell canceled']);
  });
});
