import { expect, test } from 'vitest';
import { openBench, resting, until } from '../venue-bench.test.fixture.ts';

const refusal = { kind: 'answer', code: -1003, msg: 'Too many requests.', isExecuted: false } as const;

test.each([
  [429, { 'retry-after': '1' }],
  [503, {}],
])('while the WS-API refuses its handshake with %i, orders go over REST', async (status, headers) => {
  const { venue, calls, add } = await openBench();
  const on = { transport: 'ws-api', path: 'connect' } as const;
  venue.faults.add({ on, times: 'always', do: { ...refusal, status, headers } });
  const broker = add({ wsApi: true });
  await broker.connect();
  calls.length = 0;
  await broker.placeOrder(resting('first'));
  expect(calls).toEqual(['POST /fapi/v1/order']);
  expect(venue.state().orders).toHaveLength(1);
});

test('a WS-API that never answers its handshake does not hold an order up for long', async () => {
  const { venue, calls, add } = await openBench();
  const on = { transport: 'ws-api', path: 'connect' } as const;
  venue.faults.add({ on, times: 'always', do: { kind: 'hang-before' } });
  const broker = add({ wsApi: true });
  await broker.connect();
  calls.length = 0;
  const startedAt = Date.now();
  await broker.placeOrder(resting('first'));
  expect(Date.now() - startedAt).toBeLessThan(1_000);
  expect(calls).toEqual(['POST /fapi/v1/order']);
});

test('a private stream that is refused with 429 is tried again, and the account is told all', async () => {
  const { venue, add } = await openBench();
  const on = { transport: 'stream', path: 'connect' } as const;
  const broker = add();
  await broker.connect();
  venue.faults.add({ on, times: 2, do: { ...refusal, status: 429, headers: { 'retry-after': '0' } } });
  venue.cutStreams();
  await until('refused twice', () => venue.faults.fired.length === 2);
  await until('live again', () => broker.isConnected);
}, 30_000);
