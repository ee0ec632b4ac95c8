import { expect, test } from 'vitest';
import { createBinanceVenue } from '@perpdesk/binance-venue';
import { createBinanceBroker } from '@perpdesk/broker-binance';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { createBrokerManager } from './create-broker-manager.ts';

test('one slow answer about the time does not move the time by which orders are signed', async () => {
  const venue = await createBinanceVenue({ seed: 1 });
  const broker = createBinanceBroker({
    id: 'one',
    environment: 'demo',
    credentials: { apiKey: 'venue-key', secretKey: 'venue-secret' },
    endpoints: { rest: venue.url, stream: venue.wsUrl, wsApi: venue.wsUrl },
  });
  const manager = createBrokerManager();
  manager.add(broker);
  try {
    await manager.connectAll();
    const view = manager.view('one');
    const beforeMs = view.health().clockOffsetMs ?? Infinity;
    venue.faults.add({ on: { path: '/fapi/v1/time' }, do: { kind: 'delay', ms: 5_000 } });
    await manager.refresh('one');
    expect(Math.abs((view.health().clockOffsetMs ?? Infinity) - beforeMs)).toBeLessThan(50);
    const now = view.venueNow();
    const order = await broker.placeOrder(
      {
        type: 'limit',
        symbol: 'BTCUSDT',
        side: 'buy',
        positionSide: 'net',
        quantity: decimal('0.01'),
        price: decimal('50000'),
        clientOrderId: toClientOrderId('as-short-as-a-stop'),
      },
      { validity: { fromAt: now - 500, untilAt: now + 2_000 } },
    );
    expect(order.status).toBe('open');
  } finally {
    await manager.close();
    await venue.close();
  }
}, 30_000);
