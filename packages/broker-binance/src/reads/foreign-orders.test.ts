import { expect, test } from 'vitest';
import type { BrokerEvent } from '@perpdesk/broker-core';
import { connectBench, failureOf, id, taking, until } from '../venue-bench.test.fixture.ts';
import { QUERIED_ALGO_ORDER, QUERIED_ORDER } from '../wire/orders.test.fixture.ts';

const symbol = 'BTCUSDT';
const FOREIGN = { ...QUERIED_ORDER, type: 'ICEBERG', orderId: '77', clientOrderId: 'web_1' };
const body = (value: unknown) =>
  ({ kind: 'answer', status: 200, body: JSON.stringify(value), isExecuted: false }) as const;

test('an order of a kind that is not known here is left out loudly, and keeps nobody from connecting and closing', async () => {
  const { venue, broker, add, lines } = await connectBench();
  await broker.placeOrder(taking('in'));
  const timeless = { ...QUERIED_ALGO_ORDER, timeInForce: 'SOON' };
  venue.faults.plan(({ method, path }) => {
    if (method !== 'GET') return null;
    if (path === '/fapi/v1/openOrders') return body([FOREIGN, QUERIED_ORDER]);
    return path === '/fapi/v1/openAlgoOrders' ? body([timeless]) : null;
  });
  const fresh = add({ id: 'fresh' });
  await fresh.connect({ abortSignal: AbortSignal.timeout(5_000) });
  expect((await fresh.getOpenOrders(symbol)).map(({ clientOrderId }) => clientOrderId)).toEqual([
    QUERIED_ORDER.clientOrderId,
  ]);
  const errors = lines.filter(({ level }) => level === 'error');
  expect(errors.map(({ fields }) => [fields['symbol'], fields['venueOrderId']])).toContainEqual([symbol, '77']);
  await fresh.closePosition(symbol, { clientOrderId: id('out') });
  expect(venue.state().positions).toEqual([]);
});

test('its fill in a gap is told, and the gap closes', async () => {
  const { venue, broker, add } = await connectBench();
  const other = add({ id: 'other' });
  await other.connect();
  const events: BrokerEvent[] = [];
  void (async () => {
    for await (const event of broker.watchAccount()) events.push(event);
  })();
  venue.faults.plan(({ method, path }) => (method === 'GET' && path === '/fapi/v1/order' ? body(FOREIGN) : null));
  venue.cutStreams();
  await other.placeOrder(taking('in'));
  await until('the gap is told', () => events.some(({ type }) => type === 'stream-gap'));
  const fills = events.flatMap((event) =>
    event.type === 'stream-gap' ? (event.changes?.fills ?? []) : event.type === 'fill-received' ? [event.fill] : [],
  );
  expect(fills).toHaveLength(1);
});

test('who looks for it is told that it is not known, and not that it is absent', async () => {
  const { venue, broker } = await connectBench();
  venue.faults.plan(({ method, path }) => (method === 'GET' && path === '/fapi/v1/order' ? body(FOREIGN) : null));
  const failure = await failureOf(broker.findOrder({ symbol, clientOrderId: id('x') }));
  expect(failure).toMatchObject({ code: 'unsupported', outcome: 'unknown' });
});
