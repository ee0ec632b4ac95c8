import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { settle, type World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, TARGETS } from './protect-world.test.fixture.ts';

const levels = (world: World) => standing(world).filter((line) => !line.startsWith('market'));

/** An entry of 0.09 at the market that has not filled yet. */
async function entering(): Promise<{ readonly world: World; fill(quantity?: string): void; placed(): number }> {
  const world = await protectedWorld({ takeProfits: TARGETS });
  world.exchange.delayMs = (what) => (what === 'answer' ? 50 : 30);
  world.exchange.fillsAtOnce = false;
  await world.alert('0', '0.09');
  await world.clock.advance(200);
  const [entry] = world.exchange.openOrders();
  return {
    world,
    fill: (quantity) => world.exchange.fillLimit(entry?.clientOrderId ?? '', quantity),
    placed: () => world.exchange.orders.filter(({ type }) => type === 'take-profit-market').length,
  };
}

test('an entry at the market of which a part fills, and the rest is late: the part has its targets, and follows', async () => {
  const { world, fill } = await entering();
  fill('0.03');
  await world.clock.advance(800);
  expect(levels(world)).toEqual(['stop sell 59100', 'target sell 0.015 at 61200', 'target sell 0.015 at 62400']);
  await world.clock.advance(5_000);
  fill();
  await world.clock.advance(800);
  expect(levels(world)).toEqual(['stop sell 59100', 'target sell 0.045 at 61200', 'target sell 0.045 at 62400']);
});

test('parts that follow each other fast have their targets once, when they are over', async () => {
  const { world, fill, placed } = await entering();
  for (const part of ['0.02', '0.02', '0.02', '0.02']) {
    fill(part);
    await world.clock.advance(150);
    expect(levels(world).filter((line) => line.startsWith('target'))).toEqual([]);
  }
  fill();
  await world.clock.advance(800);
  expect(levels(world)).toEqual(['stop sell 59100', 'target sell 0.045 at 61200', 'target sell 0.045 at 62400']);
  expect(placed()).toBe(2);
});

describe('while nobody can say what became of an addition', () => {
  async function adding(route: Partial<Route>): Promise<World> {
    const world = await protectedWorld({ takeProfits: TARGETS, ...route });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    const { find } = world.exchange;
    world.exchange.find = (reference) => {
      const look = find(reference);
      if (look.order === null) throw refuse('network', 'unknown');
      return look;
    };
    world.exchange.faultFor = ({ type, side }) => (type === 'market' && side === 'buy' ? 'lost' : 'none');
    await world.alert('0.02', '0.03');
    await world.clock.advance(6_000);
    expect((await world.notices()).map(({ type }) => type)).toContain('order.unknown');
    return world;
  }

  test('a target that fills moves the stop to the entry', async () => {
    const world = await adding({ breakEvenAfter: 1 });
    world.exchange.moveTo('61200');
    await world.clock.advance(5_000);
    expect(levels(world)).toEqual(['stop sell 60000', 'target sell 0.01 at 62400']);
  });

  test('a target by hand takes the place of the route’s', async () => {
    const world = await adding({});
    const command = {
      id: 'a',
      actor: 'user:111',
      brokerId: 'one',
      symbol: 'BTCUSDT',
      confirmedAt: world.clock.now(),
      relay: ['desk'],
      type: 'protect',
      positionSide: 'net',
      direction: 'long',
      takeProfits: [{ price: decimal('61500'), share: null }],
    } as const;
    await settle(world.clock, world.life.engine.trade(command));
    await world.clock.advance(5_000);
    expect(levels(world)).toEqual(['stop sell 59100', 'target sell 0.02 at 61500']);
  });
});
