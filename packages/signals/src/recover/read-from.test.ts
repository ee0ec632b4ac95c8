import { expect, test } from 'vitest';
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

test('what was recorded since is known as such, though it is more than a life remembers', async () => {
  const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
  await world.alert('0', '0.02');
  await world.clock.advance(120_000);
  brokerOf(world).script.always('getFills', () => {
    throw new BrokerError('invalid-request', { operation: 'getFills', message: 'Not now.' });
  });
  gap(world);
  await world.clock.advance(5_000);
  world.exchange.tradeByHand('buy', '0.01');
  await world.clock.advance(5_000);
  world.life.kill();
  const [known] = (await world.journal.listFills({})).filter(({ intentId }) => intentId === null);
  if (known === undefined) throw new Error('What others did is not recorded.');
  const newer = Array.from({ length: 2_000 }, (_, index) => ({
    type: 'fill-insert' as const,
    fill: { ...known, tradeId: `newer-${index}`, venueAt: known.venueAt + 1 },
  }));
  expect(await world.journal.commit(newer)).toEqual({ ok: true });
  await world.restart();
  await world.clock.advance(30_000);
  await world.alert('0.02', '0.03');
  await world.clock.advance(10_000);
  expect(await world.owned()).toBe('0.03');
});
