import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeOrder } from '@perpdesk/broker-core/testing';
import { NOON, type DeskBench } from './desk-bench.ts';

/** The account main hears that a stop for its whole BTCUSDT position stands there. */
export async function standStop({ broker, clock }: DeskBench, triggerPrice: string): Promise<void> {
  const order = fakeOrder({
    symbol: 'BTCUSDT',
    positionSide: 'net',
    clientOrderId: toClientOrderId('stop-1'),
    type: 'stop-market',
    side: 'sell',
    triggerPrice: decimal(triggerPrice),
    closePosition: true,
  });
  broker('main').emit({ type: 'order-updated', order, venueAt: NOON, receivedAt: NOON });
  await clock.advance(1);
}
