import { expect, test } from 'vitest';
import { decimal, sleep, systemClock } from '@perpdesk/broker-core';
import { connectBench, id, resting, taking } from '../venue-bench.test.fixture.ts';

const symbol = 'BTCUSDT';
const stopLimit = (name: string) =>
  resting(name, { type: 'stop-limit', side: 'sell', triggerPrice: decimal('58000'), price: decimal('65000') });

/** A stop-limit that has triggered and rests as a plain order, with an account that has been here and one that is new. */
async function triggered() {
  const bench = await connectBench();
  const { venue, broker, add } = bench;
  await broker.placeOrder(taking('in'));
  const placed = await broker.placeOrder(stopLimit('stop'));
  await broker.placeOrder(resting('plain'));
  venue.setPrice(symbol, decimal('57900'));
  const fresh = add({ id: 'fresh' });
  await fresh.connect();
  const execution = venue.state().orders.find(({ clientOrderId }) => clientOrderId === id('stop'))?.orderId ?? '';
  expect(execution).toMatch(/^\d+$/);
  return { ...bench, fresh, placed, execution };
}

test('after a restart a triggered order that rests is one order, under its own ids', async () => {
  const { fresh, placed, execution } = await triggered();
  for (const open of [await fresh.getOpenOrders(symbol), await fresh.getOpenOrders()]) {
    expect(open.map(({ clientOrderId }) => clientOrderId)).toEqual([id('stop'), id('plain')]);
    expect(open[0]).toMatchObject({
      venueOrderId: placed.venueOrderId,
      executionOrderId: execution,
      type: 'stop-limit',
      status: 'open',
      triggerPrice: decimal('58000'),
    });
  }
});

test('each order that is new here is looked up once, and no order twice', async () => {
  const { fresh, calls, broker } = await triggered();
  calls.length = 0;
  await fresh.getOpenOrders(symbol);
  await broker.getOpenOrders(symbol);
  expect(calls.filter((call) => call === 'GET /fapi/v1/algoOrder')).toEqual([]);
});

test('by the id of its execution the conditional order is found', async () => {
  const { fresh, placed, execution } = await triggered();
  const found = await fresh.getOrder({ symbol, venueOrderId: execution as never });
  expect(found).toMatchObject({ venueOrderId: placed.venueOrderId, clientOrderId: id('stop') });
});

test('after a restart it is canceled where it rests', async () => {
  const { fresh, calls, placed } = await triggered();
  calls.length = 0;
  const canceled = await fresh.cancelOrder({ symbol, venueOrderId: placed.venueOrderId });
  expect(canceled).toMatchObject({ status: 'canceled', venueOrderId: placed.venueOrderId, clientOrderId: id('stop') });
  expect(calls.filter((call) => call.startsWith('DELETE'))).toEqual(['DELETE /fapi/v1/order']);
  expect((await fresh.getOpenOrders(symbol)).map(({ clientOrderId }) => clientOrderId)).toEqual([id('plain')]);
});

test('history has it once, with how it ended', async () => {
  const { venue, fresh } = await triggered();
  venue.setPrice(symbol, decimal('65100'));
  const history = await fresh.getOrderHistory({ symbol });
  expect(history.map(({ clientOrderId, status }) => [clientOrderId, status])).toEqual([
    [id('in'), 'filled'],
    [id('stop'), 'filled'],
    [id('plain'), 'open'],
  ]);
  expect(await fresh.getOrderHistory({ symbol, limit: 1 })).toHaveLength(1);
  const fills = await fresh.getFills({ symbol });
  expect(fills.map(({ clientOrderId }) => clientOrderId)).toEqual([id('in'), id('stop')]);
});

test('a conditional order whose execution lies outside of the span is looked up: the list does not say how it ended', async () => {
  const { venue, broker, add } = await connectBench();
  await broker.placeOrder(taking('in'));
  const stop = { type: 'stop-market', side: 'sell', price: undefined, triggerPrice: decimal('58000') };
  const { createdAt } = await broker.placeOrder(resting('stop', stop));
  await new Promise((resolve) => setTimeout(resolve, 5));
  venue.setPrice(symbol, decimal('57900'));
  const fresh = add({ id: 'fresh' });
  await fresh.connect();
  const history = await fresh.getOrderHistory({ symbol, untilAt: createdAt });
  expect(history.map(({ clientOrderId, status }) => [clientOrderId, status])).toEqual([
    [id('in'), 'filled'],
    [id('stop'), 'filled'],
  ]);
});

test('without a symbol the fills of all that was traded come, also of what is flat by now', async () => {
  const { venue, broker, add } = await connectBench();
  const inEth = { symbol: 'ETHUSDT', quantity: decimal('0.1') };
  await broker.placeOrder(taking('a', inEth));
  await broker.placeOrder(taking('b', { ...inEth, side: 'sell', reduceOnly: true }));
  await broker.placeOrder(taking('c'));
  const fresh = add({ id: 'fresh' });
  await fresh.connect();
  const fills = await fresh.getFills();
  expect(fills.map((fill) => [fill.symbol, fill.quantity.toFixed()])).toEqual([
    ['ETHUSDT', '0.1'],
    ['ETHUSDT', '0.1'],
    ['BTCUSDT', '0.01'],
  ]);
  expect(fills.map(({ tradeId }) => tradeId)).toEqual(venue.state().fills.map(({ tradeId }) => tradeId));
});

test('without a symbol the history of all that was traded comes, conditional orders too', async () => {
  const { broker, add } = await connectBench();
  const far = { type: 'stop-market', side: 'sell', price: undefined, triggerPrice: decimal('1000') };
  const requests = [
    taking('a', { symbol: 'ETHUSDT', quantity: decimal('0.1') }),
    resting('b', { symbol: 'ETHUSDT', quantity: decimal('0.2'), ...far }),
    resting('c'),
    resting('d', { symbol: 'SOLUSDT', quantity: decimal('10'), ...far, triggerPrice: decimal('50') }),
  ];
  for (const request of requests) {
    await broker.placeOrder(request);
    // what is of one millisecond has no order
    await sleep(systemClock, 2);
  }
  const fresh = add({ id: 'fresh' });
  await fresh.connect();
  const history = await fresh.getOrderHistory();
  expect(history.map(({ clientOrderId }) => clientOrderId)).toEqual(['a', 'b', 'c', 'd'].map(id));
});

test('of two orders under one client id the open one is told, else the newer one', async () => {
  const { broker, add } = await connectBench();
  await broker.placeOrder(taking('twice'));
  const stop = { type: 'stop-market', side: 'sell', price: undefined, triggerPrice: decimal('40000') };
  const { venueOrderId } = await broker.placeOrder(resting('twice', stop));
  const ref = { symbol, clientOrderId: id('twice') };
  const fresh = add({ id: 'fresh' });
  await fresh.connect();
  for (const one of [broker, fresh]) {
    expect(await one.getOrder(ref)).toMatchObject({ venueOrderId, status: 'open' });
    expect((await one.findOrder(ref)).order).toMatchObject({ venueOrderId });
  }
  await fresh.cancelOrder(ref);
  expect(await fresh.getOrder(ref)).toMatchObject({ venueOrderId, status: 'canceled' });
});

test('an id that was used again elsewhere is amended and canceled where it is open', async () => {
  const { broker, add } = await connectBench();
  const other = add({ id: 'other' });
  await other.connect();
  const ref = { symbol, clientOrderId: id('again') };
  await broker.placeOrder(resting('again'));
  await broker.cancelOrder(ref);
  const { venueOrderId } = await other.placeOrder(resting('again'));
  const terms = { quantity: decimal('0.02'), price: decimal('50100') };
  expect(await broker.amendOrder({ ...ref, ...terms })).toMatchObject({ venueOrderId, ...terms });
  expect(await broker.cancelOrder(ref)).toMatchObject({ venueOrderId, status: 'canceled' });
});
