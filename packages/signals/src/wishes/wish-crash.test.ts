import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { PROBE_POINTS, type ProbePoint } from '../probe-point.ts';
import type { Route } from '../route.ts';
import { STOP, type World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, resting, toldOf, wishWorld } from './wish-world.test.fixture.ts';

interface Case {
  readonly name: string;
  /** Alerts before it. */
  readonly before: readonly object[];
  readonly body: object;
  readonly end: string;
  readonly route?: Partial<Route>;
}

const ORDERS: Partial<Route> = { mode: 'order', size: { type: 'signal', factor: decimal('1') } };
const LIMIT: Partial<Route> = {
  mode: 'command',
  entry: { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1') },
};
const long = { action: 'long' };

const CASES: readonly Case[] = [
  { name: 'hold from flat', before: [], body: long, end: '0.02' },
  { name: 'hold of the held side', before: [long], body: long, end: '0.02' },
  { name: 'hold of the other side', before: [long], body: { action: 'short' }, end: '-0.02' },
  { name: 'add', before: [long], body: { action: 'add' }, end: '0.04' },
  { name: 'reduce by a part', before: [long], body: { action: 'reduce', positionPercent: '25' }, end: '0.015' },
  { name: 'close', before: [long], body: { action: 'close' }, end: '0' },
  { name: 'cancel', before: [long], body: { action: 'cancel' }, end: '0', route: LIMIT },
  {
    name: 'an order that grows',
    before: [{ action: 'buy', quantity: '0.02' }],
    body: { action: 'buy', quantity: '0.01' },
    end: '0.03',
    route: ORDERS,
  },
  {
    name: 'an order that reduces',
    before: [{ action: 'buy', quantity: '0.02' }],
    body: { action: 'sell', quantity: '0.005' },
    end: '0.015',
    route: ORDERS,
  },
  {
    name: 'an order that turns',
    before: [{ action: 'buy', quantity: '0.02' }],
    body: { action: 'sell', quantity: '0.05' },
    end: '-0.03',
    route: ORDERS,
  },
];
const PASSES = [1, 2, 3];
const MODES = ['one-way', 'hedge'] as const;

/** Sends the alert while the process dies at the point, as TradingView: again while no answer comes. */
async function sendThrough(world: World, body: object, point: ProbePoint, pass: number): Promise<void> {
  let passes = 0;
  await world.restart({
    onProbe: (at, life) => {
      passes += at === point ? 1 : 0;
      if (at === point && passes === pass) life.kill();
    },
  });
  await world.clock.advance(3_000);
  const fired = { ...body, firedAt: new Date(world.clock.now()).toISOString() };
  for (let attempt = 0; attempt < 3; attempt++) {
    const answer = await ask(world, fired, 1_000).catch(() => null);
    if (world.life.isDead) await world.restart();
    await world.clock.advance(2_000);
    if (answer?.status === 200) break;
  }
  for (let second = 0; second < 20; second++) {
    await world.clock.advance(1_000);
    if (world.life.isDead) await world.restart();
  }
}

async function check(world: World, end: string): Promise<void> {
  expect(world.held()).toBe(end);
  expect(await world.owned()).toBe(end);
  expect((await world.journal.listSignals({})).map(({ state }) => state).filter((state) => state !== 'done')).toEqual(
    [],
  );
  const hashes = world.exchange.orders.map(({ clientOrderId }) => decodeClientOrderId(clientOrderId)?.hash);
  expect(new Set(hashes).size).toBe(hashes.length);
  const told = (await toldOf(world, 'order.filled')).map(({ intentId }) => intentId);
  expect(new Set(told).size).toBe(told.length);
}

describe.each(MODES)('in %s mode', (positionMode) => {
  describe.each(CASES)('$name', ({ before, body, end, route }) => {
    test.each(PROBE_POINTS)('is done once through a crash at %s', async (point) => {
      for (const pass of PASSES) {
        const world = await wishWorld({ size: FIXED, stopLoss: STOP, ...route }, { positionMode });
        for (const one of before) await ask(world, one, 5_000);
        await sendThrough(world, body, point, pass);
        await check(world, end);
        expect(resting(world)).toEqual([]);
      }
    });
  });
});

describe('an exit that is filled in parts', () => {
  test('takes its part once, through a crash between', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, long, 5_000);
    const { place } = world.exchange;
    let parts = 0;
    world.exchange.place = async (request, validity) => {
      if (request.type !== 'market' || request.side !== 'sell') return place(request, validity);
      parts += 1;
      // half of what is asked for, then the order is over
      const half = request.quantity === undefined ? decimal('0') : request.quantity.div(2);
      const order = await place({ ...request, quantity: half }, validity);
      if (parts === 1) world.life.kill();
      return { ...order, quantity: request.quantity ?? null };
    };
    await ask(world, { action: 'reduce', positionPercent: '40' }, 1_000).catch(() => null);
    await world.restart();
    await world.clock.advance(60_000);
    expect(decimal(world.held()).gte('0.012')).toBe(true);
    expect(decimal(world.held()).lt('0.014')).toBe(true);
    expect(await world.owned()).toBe(world.held());
  });
});
