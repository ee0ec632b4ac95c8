import { expect, test } from '@jest/globals';
import { BrokerError, decimal, isOpenOrder } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { MARKET_ENTRY } from '../define-route.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

const brokerOf = (world: World) => world.life.manager.get('one') as FakeBroker;

function gap(world: World): void {
  const at = world.clock.now();
  brokerOf(world).emit({ type: 'stream-gap', fromAt: at, reason: 'reconnected', venueAt: at, receivedAt: at });
}

const idsOf = (fills: readonly { readonly tradeId: string }[]) => fills.map(({ tradeId }) => tradeId).toSorted();

test('what a gap hid is read in the next life, though newer fills came before the list of fills could be read', async () => {
  const entry = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 3_600_000 } as const;
  const world = await createWorld({ routes: [testRoute({ entry, stopLoss: STOP })] });
  await world.clock.advance(2_000);
  await world.alert('0', '0.02');
  await world.clock.advance(2_000);
  const order = world.exchange.orders.find((it) => it.type === 'limit' && isOpenOrder(it));
  const fill = (quantity: string) => world.exchange.fillLimit(order?.clientOrderId ?? '', quantity);
  fill('0.001');
  await world.clock.advance(120_000);
  world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
  fill('0.002');
  world.exchange.delayMs = () => 0;
  brokerOf(world).script.always('getFills', () => {
    throw new BrokerError('invalid-request', { operation: 'getFills', message: 'Not now.' });
  });
  gap(world);
  await world.clock.advance(120_000);
  fill('0.003');
  await world.clock.advance(5_000);
  await world.restart();
  await world.clock.advance(30_000);
  expect(idsOf(await world.journal.listFills({}))).toEqual(idsOf(world.exchange.fills));
  expect(await world.owned()).toBe(world.held());
  expect(Object.keys(await world.journal.readFlags()).filter((name) => name.startsWith('fills-from:'))).toEqual([]);
});
