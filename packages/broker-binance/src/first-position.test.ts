import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { connectBench, taking, until } from './venue-bench.test.fixture.ts';

/** Completing reads of the account come at most every ten seconds: whatever waited for the second one would take longer. */
const SOON_MS = 3_000;

test('the first position in an instrument is told by the stream, soon after one in another', async () => {
  const { broker } = await connectBench();
  const told: string[] = [];
  void (async () => {
    for await (const event of broker.watchAccount()) if (event.type === 'position-updated') told.push(event.symbol);
  })();
  await broker.placeOrder(taking('first'));
  // what the first one left to read is read
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await broker.placeOrder(taking('second', { symbol: 'ETHUSDT', quantity: decimal('0.1') }));
  const sentAt = Date.now();
  await until('it is told', () => told.includes('ETHUSDT') || Date.now() - sentAt > SOON_MS);
  expect(told).toContain('ETHUSDT');
});
