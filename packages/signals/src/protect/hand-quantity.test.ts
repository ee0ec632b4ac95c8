import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { TradeCommand } from '../trade-command.ts';

const head = (world: World, id: string) => ({
  id,
  actor: 'user:111',
  brokerId: 'one',
  symbol: 'BTCUSDT',
  confirmedAt: world.clock.now(),
  relay: ['desk'],
});

async function give(world: World, command: TradeCommand): Promise<void> {
  expect(await settle(world.clock, world.life.engine.trade(command))).toMatchObject({ ok: true });
  await world.clock.advance(2_000);
}

const buy = (world: World, quantity: string) =>
  give(world, { ...head(world, quantity), type: 'open', direction: 'long', quantity: decimal(quantity) });

const closeAt = (world: World, quantity: string) =>
  give(world, {
    ...head(world, `at ${quantity}`),
    type: 'protect',
    positionSide: 'net',
    direction: 'long',
    takeProfits: [{ price: decimal('61000'), share: null, quantity: decimal(quantity) }],
  });

const targets = (world: World) =>
  world.exchange
    .openOrders()
    .filter(({ type }) => type === 'take-profit-market')
    .map(({ quantity }) => quantity?.toFixed() ?? 'all')
    .toSorted((one, other) => one.localeCompare(other));

async function owning(quantity = '0.03'): Promise<World> {
  const world = await createWorld({ routes: [testRoute()] });
  await world.alert('0', quantity);
  await world.clock.advance(1_000);
  return world;
}

describe('a close at a price with a quantity', () => {
  test('stays that quantity when the position grows, over a restart too, and takes no more', async () => {
    const world = await owning();
    await closeAt(world, '0.01');
    expect(targets(world)).toEqual(['0.01']);
    await world.alert('0.03', '0.06');
    await world.clock.advance(2_000);
    expect(targets(world)).toEqual(['0.01']);
    await world.restart();
    await world.clock.advance(35_000);
    expect(targets(world)).toEqual(['0.01']);
    world.exchange.moveTo('61000');
    await world.clock.advance(40_000);
    expect(world.held()).toBe('0.05');
    expect(targets(world)).toEqual([]);
  });

  test('is no second one of what somebody bought since, once a stop makes that the person’s own', async () => {
    const world = await owning();
    await closeAt(world, '0.01');
    world.exchange.tradeByHand('buy', '0.02');
    const place = { positionSide: 'net', direction: 'long' } as const;
    await give(world, { ...head(world, 'stop'), type: 'protect', ...place, stopLoss: decimal('55000') });
    await world.clock.advance(10_000);
    expect([await world.owned(), targets(world)]).toEqual(['0.05', ['0.01']]);
  });

  test('stays that quantity when the position shrinks, and is at most what is held', async () => {
    const world = await owning();
    await closeAt(world, '0.02');
    await world.alert('0.03', '0.021');
    await world.clock.advance(2_000);
    expect(targets(world)).toEqual(['0.02']);
    await world.alert('0.021', '0.01');
    await world.clock.advance(2_000);
    expect(targets(world)).toEqual(['0.01']);
    world.exchange.moveTo('61000');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
  });

  test('of all that was held leaves what came to it later', async () => {
    const world = await owning();
    await closeAt(world, '0.03');
    await world.alert('0.03', '0.05');
    await world.clock.advance(2_000);
    world.exchange.moveTo('61000');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0.02');
  });

  test.each([
    ['0.013', ['0.005', '0.008']],
    ['0.01', ['0.004', '0.006']],
    // parts of it would be worth less than the exchange takes
    ['0.002', ['0.002']],
  ])('%s of a side that two own is shared out on the step, together exactly that', async (quantity, parts) => {
    const world = await owning('0.02');
    await buy(world, '0.01');
    await closeAt(world, quantity);
    expect(targets(world)).toEqual(parts);
    world.exchange.moveTo('61000');
    await world.clock.advance(5_000);
    expect(world.held()).toBe(decimal('0.03').minus(quantity).toFixed());
  });

  test('is told as the quantity that was said', async () => {
    const world = await owning('0.02');
    await buy(world, '0.01');
    await closeAt(world, '0.013');
    expect(await world.notices()).toContainEqual(
      expect.objectContaining({
        type: 'protection.set',
        takeProfits: [{ price: '61000', share: null, quantity: '0.013' }],
      }),
    );
  });
});

test('three targets that share a position evenly close all of it', async () => {
  const world = await owning('0.01');
  const target = (price: string) => ({ price: decimal(price), share: null });
  await give(world, {
    ...head(world, 'three'),
    type: 'protect',
    positionSide: 'net',
    direction: 'long',
    takeProfits: [target('61000'), target('61500'), target('62000')],
  });
  expect(targets(world)).toEqual(['0.003', '0.003', '0.004']);
});
