import { expect, test } from 'vitest';
import { connectBench, failureOf, id, resting, until } from '../venue-bench.test.fixture.ts';

const symbol = 'BTCUSDT';
const NOT_FOUND = {
  kind: 'answer',
  status: 400,
  code: -2013,
  msg: 'Order does not exist.',
  isExecuted: false,
} as const;

test('an order of which the stream has told is not absent, though the reads lag behind it', async () => {
  const { venue, broker } = await connectBench();
  venue.faults.add({ on: { method: 'POST', path: '/fapi/v1/order' }, do: { kind: 'drop-after' } });
  expect(await failureOf(broker.placeOrder(resting('a')))).toMatchObject({ outcome: 'unknown' });
  await until('the stream has told', () => broker.streamStats.frames > 0);
  venue.faults.plan((call) => (call.method === 'GET' && /\/(order|algoOrder)$/.test(call.path) ? NOT_FOUND : null));
  const { order } = await broker.findOrder({ symbol, clientOrderId: id('a') });
  expect(order).toMatchObject({ clientOrderId: id('a'), status: 'open' });
  expect((await broker.findOrder({ symbol, clientOrderId: id('b') })).order).toBeNull();
});

test('an abort ends the wait for the instruments too', async () => {
  const { broker } = await connectBench();
  const options = { abortSignal: AbortSignal.abort() };
  const ref = { symbol, clientOrderId: id('a') };
  for (const work of [broker.getOrder(ref, options), broker.findOrder(ref, options)]) {
    expect(await failureOf(work)).toMatchObject({ code: 'aborted', outcome: 'not-sent' });
  }
});
