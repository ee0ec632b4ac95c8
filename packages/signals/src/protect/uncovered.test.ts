import { expect, test } from 'vitest';
import { decimal, isOpenOrder, type OrderRequest } from '@perpdesk/broker-core';
import { createStreams, SHARED } from '../ledger/streams.test.fixture.ts';
import type { Route } from '../route.ts';
import { alertBody, createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { standing, TARGETS } from './protect-world.test.fixture.ts';

const TRAILING = { activatePercent: null, callbackPercent: decimal('1') } as const;

/** Strategies of a route without a stop, and of one with it, on one instrument. */
async function twoRoutes(): Promise<World> {
  const bare = testRoute({ id: 'bare', netting: 'ledger' });
  return createWorld({ routes: [testRoute({ netting: 'ledger', stopLoss: STOP }), bare] });
}

async function step(world: World, [routeId, strategy]: readonly [string, string], next: string): Promise<void> {
  const body = alertBody(world.clock.now(), '0', next).replace('"btc"', `"${strategy}"`);
  const input = { routeId, body: new TextEncoder().encode(body), receivedAt: world.clock.now() };
  void world.life.engine.acceptAlert(input);
  await world.clock.advance(1_000);
}

test('what is left of a position by those who own against it is covered for those who are to have a stop', async () => {
  const world = await twoRoutes();
  await step(world, ['bare', 'a'], '0.03');
  await step(world, ['trend', 'b'], '0.02');
  await step(world, ['bare', 'c'], '-0.03');
  await world.clock.advance(20_000);
  expect([world.held(), standing(world)]).toEqual(['0.02', ['stop sell 0.02 at 59100']]);
});

test('a stop over the whole side stays until the next strategy has its own', async () => {
  const world = await twoRoutes();
  await step(world, ['trend', 'a'], '0.02');
  const isNext = (request: OrderRequest) => request.type === 'stop-market' && request.quantity?.eq('0.03') === true;
  world.exchange.faultFor = (request) => (isNext(request) ? 'lost' : 'none');
  await step(world, ['trend', 'b'], '0.03');
  expect(standing(world)).toEqual(['stop sell 0.02 at 59100', 'stop sell 59100']);
  world.exchange.faultFor = () => 'none';
  await world.clock.advance(20_000);
  expect([world.held(), standing(world)]).toEqual(['0.05', ['stop sell 0.02 at 59100', 'stop sell 0.03 at 59100']]);
});

test.each<[string, Partial<Route>]>([
  ['targets', { takeProfits: TARGETS }],
  ['a stop and targets', { stopLoss: STOP, takeProfits: TARGETS }],
  ['a trailing stop', { stopLoss: STOP, trailing: TRAILING }],
])('%s do not hold up the close of what another strategy owns against', async (_, protect) => {
  const { world, step, owned, held } = await createStreams('one-way', { ...SHARED, ...protect });
  await step('a', '0', '2');
  await step('b', '0', '-1');
  await step('a', '2', '0', 30_000);
  expect(await owned()).toBe('b -1');
  expect(held()).toBe('net -1');
  const sells = world.exchange.orders.filter(({ type, side }) => side === 'sell' && type !== 'market');
  expect(sells.filter(isOpenOrder)).toEqual([]);
});
