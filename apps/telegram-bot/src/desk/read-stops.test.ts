import { expect, test } from 'vitest';
import { decimal, toClientOrderId, type Order } from '@perpdesk/broker-core';
import { fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import { createDeskBench, NOON, OWNER } from '../testing/desk-bench.ts';

let count = 0;
function stop(terms: Partial<Order>): Order {
  count += 1;
  const request = {
    symbol: 'BTCUSDT',
    positionSide: 'net',
    clientOrderId: toClientOrderId(`stop-${count}`),
    type: 'stop-market',
    side: 'sell',
    triggerPrice: decimal('59000'),
    closePosition: true,
  } as const;
  return fakeOrder(request, terms);
}

async function holding(orders: readonly Order[], quantity = '0.03') {
  const bench = await createDeskBench([
    { id: 'main', positions: [fakePosition({ quantity: decimal(quantity), markPrice: decimal('60000') })] },
  ]);
  for (const order of orders)
    bench.broker('main').emit({ type: 'order-updated', order, venueAt: NOON, receivedAt: NOON });
  await bench.clock.advance(1);
  const [positions, risk] = await Promise.all([bench.desk.positions(OWNER, ''), bench.desk.risk(OWNER, '')]);
  const [position] = positions.ok ? positions.value.positions : [];
  const [account] = risk.ok ? risk.value.accounts : [];
  return {
    stop: position?.stopPrice?.toFixed(),
    naked: position?.naked.toFixed(),
    atStops: account?.stakes?.atStops?.toFixed(),
    named: account?.naked.map(({ symbol, part }) => `${symbol} ${part?.toFixed() ?? 'all'}`),
  };
}

const at = (price: string, quantity: string) => ({
  triggerPrice: decimal(price),
  quantity: decimal(quantity),
  closePosition: false,
});

test('a stop of the whole position leaves nothing naked', async () => {
  const found = await holding([stop({})]);
  expect(found).toEqual({ stop: '59000', naked: '0', atStops: '-30', named: [] });
});

test('a stop of one’s own part does not count for all of it', async () => {
  const found = await holding([stop(at('59000', '0.01'))]);
  expect(found).toEqual({ stop: '59000', naked: '0.02', atStops: '-10', named: ['BTCUSDT 0.02'] });
});

test('of several the nearest is named, and each counts for its part', async () => {
  const found = await holding([stop(at('58000', '0.02')), stop(at('59000', '0.01'))]);
  expect(found).toEqual({ stop: '59000', naked: '0', atStops: '-50', named: [] });
});

test('one that trails and has no price yet hides none that has', async () => {
  const trailing = stop({ type: 'trailing-stop-market', triggerPrice: null });
  expect(await holding([trailing, stop({})])).toMatchObject({ stop: '59000', naked: '0' });
});

test('nor is one of the other side a stop', async () => {
  const found = await holding([stop(at('59000', '0.03'))], '-0.03');
  expect(found).toEqual({ stop: undefined, naked: '0.03', atStops: undefined, named: ['BTCUSDT all'] });
});
