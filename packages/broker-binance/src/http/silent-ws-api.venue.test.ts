import { expect, test } from 'vitest';
import { failureOf, openBench, resting } from '../venue-bench.test.fixture.ts';

test.each([
  ['answers no more', { kind: 'hang-before' }],
  ['says nothing more, not even pong', { kind: 'silence' }],
] as const)('a WS-API that %s costs one unknown outcome; what follows goes over REST', async (_what, fault) => {
  const { venue, calls, add } = await openBench();
  const broker = add({ wsApi: true });
  await broker.connect();
  await broker.placeOrder(resting('a'));
  venue.faults.add({ on: { transport: 'ws-api' }, times: 'always', do: fault });
  calls.length = 0;
  expect(await failureOf(broker.placeOrder(resting('b')))).toMatchObject({ code: 'timeout', outcome: 'unknown' });
  await broker.placeOrder(resting('c'));
  await broker.placeOrder(resting('d'));
  expect(calls.filter((call) => call.startsWith('POST'))).toEqual(['POST /fapi/v1/order', 'POST /fapi/v1/order']);
  expect(venue.state().orders.map((order) => order.clientOrderId)).toEqual(['bench-a', 'bench-c', 'bench-d']);
});
