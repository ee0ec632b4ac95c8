import { describe, expect, test } from '@jest/globals';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createManualPriceFeed, createMemoryPaperStore, createPaperBroker } from './index.ts';

describe('paper broker', () => {
  test('fills a market order and tells it', async () => {
    const clock = createFakeClock(1_000);
    const feed = createManualPriceFeed();
    const broker = createPaperBroker({ id: 'paper', store: createMemoryPaperStore(), feed, clock });
    await broker.connect();
    const events = broker.watchAccount()[Symbol.asyncIterator]();
    const order = await broker.placeOrder({
      type: 'market',
      symbol: 'BTCUSDT',
      side: 'buy',
      positionSide: 'net',
      quantity: decimal('0.02'),
      clientOrderId: toClientOrderId('one'),
    });
    expect(order.status).toBe('filled');
    expect((await events.next()).value?.type).toBe('order-updated');
    expect((await broker.getAccount()).equity.toFixed()).toBe('9999.4');
    await broker.close();
  });
});
