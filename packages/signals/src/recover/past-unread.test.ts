import { describe, expect, test } from 'vitest';
import { BrokerError, type BrokerErrorCode, decimal } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { MARKET_ENTRY } from '../define-route.ts';
import { protectedWorld, standing, target, told } from '../protect/protect-world.test.fixture.ts';
import { createStreams, SHARED } from '../ledger/streams.test.fixture.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

type List = 'getFills' | 'getOrderHistory';

const brokerOf = (world: World): FakeBroker => world.life.manager.get('one') as FakeBroker;

/** The exchange does not give the list; the answer lets it again. */
function refuse(world: World, list: List, code: BrokerErrorCode = 'overloaded'): () => void {
  let isRefused = true;
  brokerOf(world).script.always(list, ({ fromAt = 0 } = {}) => {
    const { fills } = world.exchange;
    if (!isRefused) return list === 'getFills' ? fills.filter(({ venueAt }) => venueAt >= fromAt) : [];
    throw new BrokerError(code, { message: 'Not now.', operation: list });
  });
  return () => void (isRefused = false);
}

/** What happens meanwhile is not heard of. */
function gap(world: World, meanwhile: (world: World) => void = () => {}): void {
  world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
  meanwhile(world);
  world.exchange.delayMs = () => 0;
  const at = world.clock.now();
  brokerOf(world).emit({ type: 'stream-gap', fromAt: at, reason: 'reconnected', venueAt: at, receivedAt: at });
}

function takeStop({ exchange }: World): void {
  const { symbol, clientOrderId } = exchange.openOrders()[0]!;
  exchange.cancel({ symbol, clientOrderId });
}

async function heldWorld(isHedge = false): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
  if (isHedge) {
    world.exchange.mode = 'hedge';
    await world.restart();
  }
  await world.alert('0', '0.02');
  await world.clock.advance(5_000);
  return world;
}

describe.each([['overloaded'], ['invalid-request']] as const)('fills that cannot be read after a gap (%s)', (code) => {
  test('an exit goes, an entry waits until they are read, and all of that is told', async () => {
    const world = await heldWorld();
    const mend = refuse(world, 'getFills', code);
    gap(world);
    await world.clock.advance(5_000);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
    await world.clock.advance(30_000);
    await world.alert('0', '0.03');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    expect(await told(world, 'broker.disconnected')).toMatchObject([
      { about: 'past', detail: expect.stringContaining('exits and stops go on. Not now.') },
    ]);
    mend();
    if (code === 'invalid-request') gap(world);
    await world.clock.advance(20_000);
    expect(world.held()).toBe('0.03');
    expect(await told(world, 'broker.connected')).toMatchObject([{ about: 'past' }]);
  });

  test('a stop that went meanwhile comes again in 10 s', async () => {
    const world = await heldWorld();
    refuse(world, 'getFills', code);
    gap(world, takeStop);
    await world.clock.advance(10_000);
    expect([world.held(), standing(world)]).toEqual(['0.02', ['stop sell 59100']]);
  });

  test('an entry that rested and filled meanwhile has its stop in 10 s', async () => {
    const entry = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 600_000 } as const;
    const world = await createWorld({ routes: [testRoute({ entry, stopLoss: STOP })] });
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    refuse(world, 'getFills', code);
    gap(world, ({ exchange }) => exchange.fillLimit(exchange.openOrders()[0]?.clientOrderId ?? ''));
    await world.clock.advance(10_000);
    expect([world.held(), standing(world)]).toEqual(['0.02', ['stop sell 58509']]);
  });

  test('one that can not be placed again: the position is closed', async () => {
    const world = await heldWorld();
    refuse(world, 'getFills', code);
    world.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'rejected' : 'none');
    gap(world, takeStop);
    await world.clock.advance(15_000);
    expect(world.held()).toBe('0');
  });
});

test('orders of before that cannot be read at a start, which only a waiting entry asks for: an exit goes', async () => {
  const world = await heldWorld();
  world.exchange.faultFor = ({ type }) => (type === 'market' ? 'lost' : 'none');
  await world.alert('0.02', '0.03');
  await world.clock.advance(100);
  world.exchange.faultFor = () => 'none';
  const restarted = world.restart();
  refuse(world, 'getOrderHistory');
  await world.clock.advance(6_000);
  await settle(world.clock, restarted);
  await world.alert('0.03', '0');
  await world.clock.advance(1_000);
  expect(world.held()).toBe('0');
});

describe('an exit while fills cannot be read', () => {
  test.each([[false], [true]])('takes nothing twice of what a target took unseen (hedge: %j)', async (isHedge) => {
    const route = { takeProfits: [target('2', '50'), target('4')] };
    const world = await protectedWorld(route, { isHedge });
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    refuse(world, 'getFills');
    gap(world, ({ exchange }) => {
      exchange.trigger(exchange.openOrders().find(({ type }) => type === 'take-profit-market')?.clientOrderId ?? '');
    });
    await world.alert('0.02', '0.01');
    await world.clock.advance(30_000);
    const held = world.held();
    expect([held, await world.owned()]).toEqual(['0.01', '0.01']);
    await world.alert('0.01', '0');
    await world.clock.advance(5_000);
    expect([world.held(), await world.owned(), world.exchange.openOrders()]).toEqual(['0', '0', []]);
  });

  test.each([[false], [true]])('goes by no reading of before the gap (hedge: %j)', async (isHedge) => {
    const route = { takeProfits: [target('2', '50'), target('4')] };
    const world = await protectedWorld(route, { isHedge });
    await world.alert('0', '0.02');
    await world.clock.advance(5_000);
    await world.restart();
    await world.clock.advance(5_000);
    refuse(world, 'getFills');
    gap(world, ({ exchange }) => {
      exchange.trigger(exchange.openOrders().find(({ type }) => type === 'take-profit-market')?.clientOrderId ?? '');
    });
    await world.alert('0.02', '0.01');
    await world.clock.advance(30_000);
    expect([world.held(), await world.owned()]).toEqual(['0.01', '0.01']);
  });

  test.each([[false], [true]])('of all of one strategy takes nothing of another’s (hedge: %j)', async (isHedge) => {
    const { world, step, owned, held } = await createStreams(isHedge ? 'hedge' : 'one-way', {
      ...SHARED,
      stopLoss: STOP,
    });
    await step('a', '0', '0.02', 5_000);
    await step('b', '0', '0.02', 5_000);
    refuse(world, 'getFills');
    gap(world, ({ exchange }) => exchange.trigger(exchange.openOrders()[0]?.clientOrderId ?? ''));
    await step('a', '0.02', '0', 30_000);
    expect([held(), await owned()]).toEqual([isHedge ? 'long 0.02' : 'net 0.02', 'b 0.02']);
  });

  test.each([[false], [true]])('goes by what others left of the position (hedge: %j)', async (isHedge) => {
    const world = await heldWorld(isHedge);
    const mend = refuse(world, 'getFills');
    gap(world, ({ exchange }) => exchange.tradeByHand('sell', '0.015', isHedge ? 'long' : 'net'));
    await world.clock.advance(1_000);
    await world.alert('0.02', '0.01');
    await world.clock.advance(20_000);
    expect([world.held(), await world.owned()]).toEqual(['0.002', '0.002']);
    const [drift] = await told(world, 'account.drift');
    expect(drift?.detail).toContain('by whom is not known before its fills can be read');
    mend();
    await world.clock.advance(30_000);
    expect([world.held(), await world.owned()]).toEqual(['0.002', '0.002']);
  });

  test.each([[false], [true]])('by a person takes its part of what others left (hedge: %j)', async (isHedge) => {
    const world = await heldWorld(isHedge);
    const positionSide = isHedge ? 'long' : 'net';
    refuse(world, 'getFills');
    gap(world, ({ exchange }) => exchange.tradeByHand('sell', '0.01', positionSide));
    const close = world.life.engine.trade({
      id: 'c',
      actor: 'user:111',
      brokerId: 'one',
      symbol: 'BTCUSDT',
      confirmedAt: world.clock.now(),
      relay: ['desk'],
      type: 'close',
      positionSide,
      fraction: decimal('0.5'),
      quantity: null,
    });
    expect(await settle(world.clock, close)).toMatchObject({ ok: true });
    await world.clock.advance(20_000);
    expect([world.held(), await world.owned()]).toEqual(['0.005', '0.005']);
  });

  test('whose own answer was lost is not done twice', async () => {
    const world = await heldWorld();
    world.exchange.faultFor = (request) => ('reduceOnly' in request && request.reduceOnly ? 'lost-answer' : 'none');
    refuse(world, 'getFills');
    world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
    await world.alert('0.02', '0.01');
    gap(world);
    await world.clock.advance(30_000);
    expect([world.held(), await world.owned()]).toEqual(['0.01', '0.01']);
  });
});

test('another gap while fills cannot be read: exits go on after it, too', async () => {
  const world = await heldWorld();
  refuse(world, 'getFills', 'invalid-request');
  gap(world);
  await world.clock.advance(60_000);
  gap(world);
  await world.clock.advance(4_000);
  await world.alert('0.02', '0');
  await world.clock.advance(1_000);
  expect(world.held()).toBe('0');
});
