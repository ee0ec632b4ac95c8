import { expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { OPEN_LIMITS } from '../define-route.ts';
import type { Route } from '../route.ts';
import { sentence } from '../sentences/sentence.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED } from '../wishes/wish-world.test.fixture.ts';
import { answer, askWorld, cardsOf, lastCard, marketOrders } from './ask-world.test.fixture.ts';

async function holding(route: Partial<Route> = {}): Promise<World> {
  const world = await askWorld(route);
  await world.alert('0', '0.02');
  await answer(world, 'place');
  await world.clock.advance(3_000);
  world.exchange.delayMs = () => 300;
  return world;
}

async function place(world: World): Promise<readonly string[]> {
  await answer(world, 'place');
  await world.clock.advance(8_000);
  return marketOrders(world);
}

test.each([
  ['the same side', '0.02', 'buy 0.02'],
  ['the other side', '-0.01', 'sell 0.01'],
])('an opening of %s right behind a close asks, and goes once that is done', async (_name, next, order) => {
  const world = await holding();
  await world.alert('0.02', '0');
  await world.clock.advance(50);
  await world.alert('0', next);
  await world.clock.advance(50);
  expect(await cardsOf(world)).toHaveLength(2);
  expect(await place(world)).toEqual(['buy 0.02', 'sell 0.02', order]);
});

test('one answered while the close is still on its way waits for it', async () => {
  const world = await holding();
  world.exchange.delayMs = () => 2_000;
  await world.alert('0.02', '0');
  await world.alert('0', '0.02');
  await world.clock.advance(10);
  expect(await place(world)).toEqual(['buy 0.02', 'sell 0.02', 'buy 0.02']);
});

test('an addition right behind a reduction asks', async () => {
  const world = await holding();
  await world.alert('0.02', '0.01');
  await world.clock.advance(50);
  await world.alert('0.01', '0.03');
  await world.clock.advance(50);
  expect(await place(world)).toEqual(['buy 0.02', 'sell 0.01', 'buy 0.02']);
});

test('an addition behind a turn that was answered, and waits for its exit, asks', async () => {
  const world = await holding({ size: FIXED });
  await world.alert('0.02', '-0.01');
  await answer(world, 'place');
  await world.clock.advance(50);
  await world.alert('-0.01', '-0.02');
  await world.clock.advance(50);
  expect(await place(world)).toEqual(['buy 0.02', 'sell 0.02', 'sell 0.02', 'sell 0.02']);
});

test('an opening behind the close of an entry that has not filled yet is not smaller for it', async () => {
  const world = await askWorld();
  world.exchange.delayMs = () => 2_000;
  await world.alert('0', '0.02');
  await answer(world, 'place');
  await world.clock.advance(50);
  await world.alert('0.02', '0');
  await world.alert('0', '0.03');
  await world.clock.advance(50);
  expect(await place(world)).toEqual(['buy 0.02', 'sell 0.02', 'buy 0.03']);
});

test('what the close gives back of a limit is there for the opening behind it', async () => {
  const world = await holding({ limits: { ...OPEN_LIMITS, maxNotional: decimal('1500') } });
  await world.alert('0.02', '0');
  await world.clock.advance(50);
  await world.alert('0', '0.02');
  expect(await place(world)).toEqual(['buy 0.02', 'sell 0.02', 'buy 0.02']);
});

test('another strategy that opens right behind a close asks', async () => {
  const world = await holding();
  await world.alert('0.02', '0');
  await world.clock.advance(50);
  await world.post(world.bodyOf('0', '0.02').replace('"strategy":"', '"strategy":"other-'));
  expect(await place(world)).toEqual(['buy 0.02', 'sell 0.02', 'buy 0.02']);
});

test('in a mode without positions, too', async () => {
  const world = await askWorld({ mode: 'direction', size: FIXED });
  await ask(world, { action: 'long' }, 100);
  expect(await place(world)).toEqual(['buy 0.02']);
  world.exchange.delayMs = () => 2_000;
  await ask(world, { action: 'close' }, 1_050);
  await ask(world, { action: 'long' }, 50);
  expect(await place(world)).toEqual(['buy 0.02', 'sell 0.02', 'buy 0.02']);
});

test('an addition behind an entry that was answered, and waits until the past of the account is read, asks', async () => {
  const world = await holding({ size: FIXED });
  await world.alert('0.02', '0');
  await world.clock.advance(5_000);
  const broker = world.life.manager.get('one') as FakeBroker;
  let isRefused = true;
  broker.script.always('getFills', () => {
    if (isRefused) throw new BrokerError('overloaded', { message: 'Not now.', operation: 'getFills' });
    return [...world.exchange.fills];
  });
  const at = world.clock.now();
  broker.emit({ type: 'stream-gap', fromAt: at, reason: 'reconnected', venueAt: at, receivedAt: at });
  await world.clock.advance(3_000);
  await world.alert('0', '0.01');
  await answer(world, 'place');
  await world.clock.advance(50);
  expect(marketOrders(world)).toEqual(['buy 0.02', 'sell 0.02']);
  await world.alert('0.01', '0.02');
  await world.clock.advance(50);
  expect((await lastCard(world)).legs).toMatchObject([{ quantity: null, detail: sentence('size-after-others') }]);
  await answer(world, 'place');
  isRefused = false;
  await world.clock.advance(20_000);
  expect(marketOrders(world)).toEqual(['buy 0.02', 'sell 0.02', 'buy 0.02', 'buy 0.02']);
});
