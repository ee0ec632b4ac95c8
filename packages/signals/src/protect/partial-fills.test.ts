import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { ProbePoint } from '../probe-point.ts';
import { PROBE_POINTS } from '../probe-point.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, target, told } from './protect-world.test.fixture.ts';

/** In a long of 0.02 with targets of 0.01 at 61200 and 62400; the stop goes to the entry after the first. */
async function inLong(options: Parameters<typeof protectedWorld>[1] = {}): Promise<World> {
  const world = await protectedWorld({ breakEvenAfter: 1 }, options);
  await world.alert('0', '0.02');
  await world.clock.advance(100);
  return world;
}

/** The order at that price has triggered, and so much of it is filled; the market is back above the entry by now. */
function fillTarget(world: World, triggerPrice: string, quantity?: string): void {
  const order = world.exchange.openOrders().find((one) => one.triggerPrice?.eq(triggerPrice) === true);
  world.exchange.marketPrice = decimal('60500');
  if (order !== undefined) world.exchange.fillLimit(order.clientOrderId, quantity);
}

describe('a target that fills in parts', () => {
  test.each([[false], [true]])('breaks even only when it is whole (hedge %s)', async (isHedge) => {
    const world = await inLong({ isHedge });
    for (const part of ['0.004', '0.005']) {
      fillTarget(world, '61200', part);
      await world.clock.advance(5_000);
      expect(standing(world)[0]).toBe('stop sell 59100');
    }
    expect(await world.owned()).toBe('0.011');
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.001 at 61200', 'target sell 0.01 at 62400']);
    expect(await told(world, 'stop.moved')).toEqual([]);
    fillTarget(world, '61200');
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 60000', 'target sell 0.01 at 62400']);
    const fills = await told(world, 'order.filled');
    expect(fills.filter(({ kind }) => kind === 'target').map(({ quantity }) => quantity)).toEqual(['0.01']);
  });

  test('a stop with a quantity is made smaller by each part, and never covers less than is owned', async () => {
    const world = await inLong();
    world.exchange.tradeByHand('buy', '0.05');
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 0.02 at 59100', 'target sell 0.01 at 61200']);
    fillTarget(world, '61200', '0.004');
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 0.016 at 59100', 'target sell 0.006 at 61200']);
    fillTarget(world, '61200');
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 0.01 at 60000', 'target sell 0.01 at 62400']);
  });

  test('the last one takes all that the others leave, whatever its own share, part by part', async () => {
    const world = await protectedWorld({ takeProfits: [target('2', '30'), target('4', '40')] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    fillTarget(world, '61200');
    fillTarget(world, '62400', '0.008');
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.006 at 62400']);
    fillTarget(world, '62400');
    await world.clock.advance(5_000);
    expect([world.held(), standing(world)]).toEqual(['0', []]);
  });

  test('ADD in the middle: what it took counts, its rest and the new part are one order', async () => {
    const world = await inLong();
    fillTarget(world, '61200', '0.004');
    await world.clock.advance(1_000);
    await world.alert('0.02', '0.04');
    await world.clock.advance(10_000);
    expect(world.held()).toBe('0.036');
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.016 at 61200', 'target sell 0.02 at 62400']);
    fillTarget(world, '61200');
    await world.clock.advance(10_000);
    expect(standing(world)).toEqual(['stop sell 60000', 'target sell 0.02 at 62400']);
  });

  test('its rest that is canceled by hand comes again, without what it took', async () => {
    const world = await inLong();
    fillTarget(world, '61200', '0.004');
    await world.clock.advance(1_000);
    const order = world.exchange.openOrders().find(({ status }) => status === 'partially-filled');
    world.exchange.cancel({ symbol: 'BTCUSDT', clientOrderId: order!.clientOrderId });
    await world.clock.advance(40_000);
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.006 at 61200', 'target sell 0.01 at 62400']);
  });

  test('REDUCE in the middle: the strategy gets what it asks for, the orders are of what is left', async () => {
    const world = await inLong();
    fillTarget(world, '61200', '0.004');
    await world.clock.advance(1_000);
    await world.alert('0.02', '0.01');
    await world.clock.advance(10_000);
    expect(world.held()).toBe('0.01');
    expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.003 at 61200', 'target sell 0.007 at 62400']);
  });

  test('CLOSE in the middle leaves nothing', async () => {
    const world = await inLong();
    fillTarget(world, '61200', '0.004');
    await world.alert('0.02', '0');
    await world.clock.advance(10_000);
    expect(world.held()).toBe('0');
    expect(await world.owned()).toBe('0');
    expect(standing(world)).toEqual([]);
  });

  test('REVERSE in the middle: the other side begins anew', async () => {
    const world = await inLong();
    fillTarget(world, '61200', '0.004');
    await world.alert('0.02', '-0.02');
    await world.clock.advance(10_000);
    expect(world.held()).toBe('-0.02');
    expect(standing(world)).toEqual(['stop buy 60900', 'target buy 0.01 at 57600', 'target buy 0.01 at 58800']);
  });

  test.each([['0.04'], ['0.01'], ['0'], ['-0.02']] as const)(
    'from 0.02 to %s while its next part fills: the orders are of what is owned',
    async (next) => {
      const world = await inLong();
      world.exchange.delayMs = () => 120;
      fillTarget(world, '61200', '0.004');
      await world.alert('0.02', next);
      fillTarget(world, '61200', '0.003');
      await world.clock.advance(200);
      fillTarget(world, '61200', '0.001');
      await world.clock.advance(45_000);
      expect(world.held()).toBe(await world.owned());
      const held = decimal(world.held()).abs();
      const targets = world.exchange.openOrders().filter(({ type }) => type === 'take-profit-market');
      const sum = targets.reduce((total, one) => total.plus(one.quantity!.minus(one.filledQuantity)), decimal('0'));
      expect(sum.toFixed()).toBe(held.toFixed());
      expect(standing(world).filter((name) => name.startsWith('stop'))).toHaveLength(held.isZero() ? 0 : 1);
    },
  );

  test('one that is taken at the market fills in parts', async () => {
    const world = await protectedWorld({ breakEvenAfter: 1 });
    world.exchange.marketPrice = decimal('61500');
    const { place } = world.exchange;
    world.exchange.place = (request, validity) => {
      world.exchange.fillsAtOnce = request.side === 'buy';
      return place(request, validity);
    };
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    const market = () => world.exchange.openOrders().find(({ type }) => type === 'market')!;
    world.exchange.fillLimit(market().clientOrderId, '0.004');
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['market sell 0.006 at once', 'stop sell 59100', 'target sell 0.01 at 62400']);
    world.exchange.fillLimit(market().clientOrderId);
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 60000', 'target sell 0.01 at 62400']);
  });
});

describe('a stop with a quantity that fills in parts', () => {
  test('what is left of it covers what is left, and the targets shrink with it', async () => {
    const world = await inLong();
    world.exchange.tradeByHand('buy', '0.05');
    await world.clock.advance(5_000);
    fillTarget(world, '59100', '0.008');
    await world.clock.advance(5_000);
    expect(await world.owned()).toBe('0.012');
    expect(standing(world)).toEqual(['stop sell 0.012 at 59100', 'target sell 0.006 at 61200']);
    expect(world.exchange.orders.filter(({ type }) => type === 'stop-market')).toHaveLength(2);
    fillTarget(world, '59100');
    await world.clock.advance(5_000);
    expect(await world.owned()).toBe('0');
    expect(world.held()).toBe('0.05');
    expect(standing(world)).toEqual([]);
  });
});

describe('a crash while a target fills in parts', () => {
  const points = PROBE_POINTS.slice(3);
  test.each(points.flatMap((point) => [1, 2, 3].map((nth) => [point, nth] as const)))(
    'at %s, the time number %i: the stop goes to the entry with the whole target, and not before',
    async (point, nth) => {
      let isArmed = false;
      let count = 0;
      const onProbe = (at: ProbePoint, life: { kill(): void }) => {
        if (isArmed && at === point && ++count === nth) life.kill();
      };
      const world = await inLong({ onProbe });
      isArmed = true;
      fillTarget(world, '61200', '0.004');
      await world.clock.advance(1_000);
      fillTarget(world, '61200', '0.003');
      await world.clock.advance(1_000);
      if (world.life.isDead) await world.restart({ onProbe: () => {} });
      await world.clock.advance(40_000);
      expect(standing(world)).toEqual(['stop sell 59100', 'target sell 0.003 at 61200', 'target sell 0.01 at 62400']);
      fillTarget(world, '61200');
      await world.clock.advance(2_000);
      if (world.life.isDead) await world.restart({ onProbe: () => {} });
      await world.clock.advance(40_000);
      expect(standing(world)).toEqual(['stop sell 60000', 'target sell 0.01 at 62400']);
      expect(world.held()).toBe('0.01');
      expect(await world.owned()).toBe('0.01');
    },
  );
});
