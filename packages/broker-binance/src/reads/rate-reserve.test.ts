import { expect, test } from 'vitest';
import { connectBench, id, taking, until } from '../venue-bench.test.fixture.ts';

test('what completes the stream leaves the reserve of the limits to closing', async () => {
  const { venue, broker, calls, lines } = await connectBench();
  const { limit } = broker.limits.weight;
  const headers = { 'X-MBX-USED-WEIGHT-1M': `${Math.floor(limit * 0.85)}` };
  const body = JSON.stringify({ serverTime: Date.now() });
  venue.faults.add({
    on: { path: '/fapi/v1/time' },
    do: { kind: 'answer', status: 200, body, headers, isExecuted: true },
  });
  await broker.getServerTime();
  calls.length = 0;
  await broker.placeOrder(taking('in'));
  await until('the reading was held back', () => lines.some(({ message }) => message.includes('completed by a read')));
  expect(calls).toEqual(['POST /fapi/v1/order']);
  await broker.closePosition('BTCUSDT', { clientOrderId: id('out') });
  expect(calls).toContain('GET /fapi/v3/positionRisk');
});
