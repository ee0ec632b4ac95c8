import { expect, test } from 'vitest';
import { decimal, type OrderRequest } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, TARGETS, told } from './protect-world.test.fixture.ts';

/** What an account holds is read slowly from now on. */
function readSlowly(world: World, ms: number): void {
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.script.always('getPositions', async () => {
    const read = world.exchange.positions();
    await new Promise<void>((resolve) => void world.clock.schedule(ms, resolve));
    return read;
  });
}

test.each([
  ['turns', ['-0.02']],
  ['leaves and enters anew', ['0', '0.02']],
])(
  'a strategy that %s while its position is read to be closed for want of a stop keeps the new one',
  async (_, steps) => {
    const world = await protectedWorld({ takeProfits: [] });
    await world.clock.advance(2_000);
    // the stop's price has passed already
    world.exchange.marketPrice = decimal('59000');
    readSlowly(world, 1_000);
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    world.exchange.marketPrice = decimal('60000');
    let before = '0.02';
    for (const next of steps) {
      await world.alert(before, next);
      await world.clock.advance(200);
      before = next;
    }
    expect(world.held()).toBe(before);
    await world.clock.advance(30_000);
    expect([world.held(), await told(world, 'stop.failed')]).toEqual([before, []]);
  },
);

test('a target that waits to be taken at the market takes nothing of the next position', async () => {
  const world = await protectedWorld({ takeProfits: TARGETS });
  await world.clock.advance(2_000);
  const isTaking = (request: OrderRequest) =>
    request.type === 'market' && request.side === 'sell' && request.quantity.eq('0.01');
  world.exchange.faultFor = (request) => (isTaking(request) ? 'not-sent' : 'none');
  world.exchange.marketPrice = decimal('61300');
  await world.alert('0', '0.02');
  await world.clock.advance(2_000);
  world.exchange.marketPrice = decimal('60000');
  await world.alert('0.02', '0');
  await world.clock.advance(100);
  await world.alert('0', '0.02');
  await world.clock.advance(100);
  world.exchange.faultFor = () => 'none';
  await world.clock.advance(30_000);
  expect([world.held(), standing(world)]).toEqual([
    '0.02',
    ['stop sell 59100', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400'],
  ]);
});
