import { describe, expect, test } from 'vitest';
import { decimal, toVenueOrderId } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

function gap(world: World): void {
  const at = world.clock.now();
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.emit({ type: 'stream-gap', fromAt: at, reason: 'reconnected', venueAt: at, receivedAt: at });
}

/** The stop fires while no event comes through. */
async function fireUnseen(world: World): Promise<void> {
  world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
  world.exchange.trigger(world.exchange.openOrders()[0]?.clientOrderId ?? '');
  await world.clock.advance(10);
  world.exchange.delayMs = () => 0;
}

async function filled(world: World) {
  return (await world.notices())
    .filter((notice) => notice.type === 'order.filled')
    .map(({ kind, fee }) => ({ kind, fee }));
}

/** The exchange's list of trades does not say whose they are. */
function forgetClientIds(world: World): void {
  for (const fill of world.exchange.fills) Object.assign(fill, { clientOrderId: null });
}

describe('after a crash', () => {
  test.each([
    ['with a fill before', true],
    ['the first fill of all', false],
  ])('a fill of an order that had ended and was told belongs to it: %s', async (_what, hasEarlier) => {
    const world = await createWorld({ routes: [testRoute()] });
    if (hasEarlier) {
      await world.alert('0', '1');
      await world.clock.advance(10_000);
    }
    world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
    await (hasEarlier ? world.alert('1', '2') : world.alert('0', '1'));
    await world.clock.advance(10_000);
    expect((await world.journal.listSignals({})).map(({ state }) => state)).not.toContain('planned');
    world.exchange.delayMs = () => 0;
    forgetClientIds(world);
    await world.restart();
    await world.clock.advance(5_000);
    const intents = await world.journal.listIntents({});
    const fills = await world.journal.listFills({});
    expect(fills.map(({ intentId }) => intentId)).toEqual(intents.map(({ id }) => id));
    expect(await world.owned()).toBe(world.held());
  });
});

describe('an account that was away', () => {
  test('for less than half a minute is not told; for longer with how long, and how many fills it missed', async () => {
    const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
    await world.alert('0', '1');
    await world.clock.advance(10_000);
    const leave = async (ms: number) => {
      world.exchange.isUp = false;
      await world.life.manager.get('one').close();
      await world.clock.advance(ms);
    };
    const told = async () => (await world.notices()).filter(({ type }) => type.startsWith('broker.'));
    await leave(5_000);
    world.exchange.isUp = true;
    await world.clock.advance(40_000);
    expect(await told()).toEqual([]);
    await leave(20_000);
    world.exchange.trigger(world.exchange.openOrders()[0]?.clientOrderId ?? '');
    await world.clock.advance(20_000);
    expect(await told()).toMatchObject([{ type: 'broker.disconnected' }]);
    world.exchange.isUp = true;
    await world.clock.advance(60_000);
    expect(await told()).toMatchObject([
      { type: 'broker.disconnected' },
      { type: 'broker.connected', account: { brokerId: 'one' }, missedFills: 1 },
    ]);
    expect((await filled(world)).map(({ kind }) => kind)).toEqual(['increase', 'stop']);
  });
});

describe('after a gap', () => {
  test('fills of orders that ended unseen are read', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '1');
    await world.clock.advance(10);
    world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
    await world.alert('1', '2');
    await world.clock.advance(10_000);
    world.exchange.delayMs = () => 0;
    await world.clock.advance(300_000);
    gap(world);
    world.exchange.tradeByHand('buy', '0.01');
    await world.clock.advance(10_000);
    expect((await world.journal.listFills({})).map(({ quantity }) => quantity).toSorted()).toEqual(['0.01', '1', '1']);
  });

  test('another gap while fills are read: they are read once more', async () => {
    const world = await createWorld();
    await world.alert('0', '1');
    await world.clock.advance(10);
    const broker = world.life.manager.get('one') as FakeBroker;
    let reads = 0;
    let answer = () => {};
    broker.script.always('getFills', async () => {
      reads += 1;
      const seen = [...world.exchange.fills];
      if (reads === 1) await new Promise<void>((resolve) => void (answer = resolve));
      return seen;
    });
    gap(world);
    await world.clock.advance(1_500);
    expect(reads).toBe(1);
    await fireUnseen(world);
    gap(world);
    answer();
    await world.clock.advance(5_000);
    expect(reads).toBeGreaterThan(1);
    expect(await filled(world)).toEqual([
      { kind: 'increase', fee: '0.1' },
      { kind: 'stop', fee: '0.1' },
    ]);
  });

  test('a stop of which no news came is told once, as that, with its figures', async () => {
    const world = await createWorld();
    await world.alert('0', '1');
    await world.clock.advance(10);
    world.exchange.realizedPnl = decimal('-900');
    await fireUnseen(world);
    await world.clock.advance(120_000);
    const told = (await world.notices()).slice(4);
    expect(told).toMatchObject([
      { type: 'order.filled', kind: 'stop', fee: '0.1', realizedPnl: '-900' },
      { type: 'position.closed', cause: 'stop', realizedPnl: '-900' },
    ]);
  });
});

describe('an exchange whose list of trades knows only the ids under which orders executed', () => {
  /** A triggered stop executes under an id of its own. */
  function listBareTrades(world: World): void {
    const { find } = world.exchange;
    const broker = world.life.manager.get('one') as FakeBroker;
    world.exchange.find = (reference) => {
      const { order, serverAt } = find(reference);
      if (order?.type !== 'stop-market' || order.status === 'open') return { order, serverAt };
      return { order: { ...order, executionOrderId: toVenueOrderId(`run-${order.venueOrderId}`) }, serverAt };
    };
    broker.script.always('getFills', (query) =>
      world.exchange.fills
        .filter((fill) => fill.venueAt >= (query?.fromAt ?? 0))
        .map((fill) => {
          const order = world.exchange.orders.find(({ venueOrderId }) => venueOrderId === fill.venueOrderId);
          const venueOrderId = order?.type === 'stop-market' ? `run-${fill.venueOrderId}` : fill.venueOrderId;
          return { ...fill, clientOrderId: null, venueOrderId: toVenueOrderId(venueOrderId) };
        }),
    );
  }
  const fired = [
    { type: 'order.filled', kind: 'stop', fee: '0.1', realizedPnl: '-900' },
    { type: 'position.closed', cause: 'stop', realizedPnl: '-900' },
  ];

  test.each([
    ['at a gap', true],
    ['when the watchdog misses it', false],
  ])('a stop that fired unseen is told once with its figures, %s', async (_when, isGap) => {
    const world = await createWorld();
    listBareTrades(world);
    await world.alert('0', '1');
    await world.clock.advance(10);
    world.exchange.realizedPnl = decimal('-900');
    await fireUnseen(world);
    if (isGap) gap(world);
    await world.clock.advance(120_000);
    expect((await world.notices()).slice(4)).toMatchObject(fired);
    const recorded = await world.journal.listFills({ brokerId: 'one' });
    expect(recorded.filter(({ intentId }) => intentId === null)).toEqual([]);
  });

  test('a crash after a stop was told as filled, whose fill itself was lost: it is booked to the stop', async () => {
    const world = await createWorld();
    await world.alert('0', '1');
    await world.clock.advance(10);
    let lost = 1;
    world.exchange.delayMs = (what) => (what === 'event' && lost-- > 0 ? null : 0);
    world.exchange.trigger(world.exchange.openOrders()[0]?.clientOrderId ?? '');
    await world.clock.advance(10_000);
    expect((await filled(world)).map(({ kind }) => kind)).toEqual(['increase', 'stop']);
    expect(await world.journal.listFills({ brokerId: 'one' })).toHaveLength(1);
    const restarted = world.restart();
    listBareTrades(world);
    await restarted;
    await world.clock.advance(10_000);
    const recorded = await world.journal.listFills({ brokerId: 'one' });
    expect(recorded.map(({ intentId }) => intentId)).toEqual([expect.any(String), expect.any(String)]);
  });

  test('an entry that ended long ago is remembered while orders are looked up, however long that takes', async () => {
    const world = await createWorld();
    listBareTrades(world);
    world.exchange.delayMs = (what) => (what === 'event' && world.exchange.orders.length < 2 ? null : 0);
    await world.alert('0', '1');
    await world.clock.advance(100_000);
    expect(await world.journal.listFills({ brokerId: 'one' })).toEqual([]);
    const { find } = world.exchange;
    world.exchange.find = () => {
      throw new Error('not now');
    };
    await fireUnseen(world);
    gap(world);
    await world.clock.advance(100_000);
    world.exchange.find = find;
    await world.clock.advance(10_000);
    const recorded = await world.journal.listFills({ brokerId: 'one' });
    expect(recorded.map(({ intentId }) => intentId)).toEqual([expect.any(String), expect.any(String)]);
  });

  test('a crash before the answer of an entry: its fill is booked to it', async () => {
    const world = await createWorld({
      routes: [testRoute()],
      onProbe: (point, life) => {
        if (point === 'before-settle-commit') life.kill();
      },
    });
    await world.alert('0', '1').catch(() => null);
    await world.clock.advance(1_000);
    const restarted = world.restart({ onProbe: () => {} });
    listBareTrades(world);
    await restarted;
    await world.clock.advance(10_000);
    expect(await filled(world)).toEqual([{ kind: 'increase', fee: '0.1' }]);
    expect(await world.journal.listFills({ brokerId: 'one' })).toMatchObject([{ intentId: expect.any(String) }]);
  });
});

describe('a signal that is held', () => {
  test('ends after a day, in memory and in the journal', async () => {
    const world = await createWorld({ routes: [testRoute({ onGap: 'hold' })], timings: { tickMs: 60_000 } });
    await world.alert('0', '1');
    await world.clock.advance(2_010);
    await world.alert('2', '3');
    await world.clock.advance(2_010);
    expect(world.life.engine.status().held).toBe(1);
    for (let hour = 0; hour < 25; hour++) await world.clock.advance(3_600_000);
    expect(world.life.engine.status().held).toBe(0);
    expect(await world.journal.listSignals({ states: ['held'] })).toEqual([]);
  });
});
