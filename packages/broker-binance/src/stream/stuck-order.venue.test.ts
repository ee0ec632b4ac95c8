import { expect, test } from 'vitest';
import { type BrokerEvent, decimal, isOpenOrder, type OrderRequest } from '@perpdesk/broker-core';
import { connectBench, failureOf, id, taking, until } from '../venue-bench.test.fixture.ts';

const STOP: OrderRequest = {
  type: 'stop-market',
  symbol: 'BTCUSDT',
  side: 'sell',
  positionSide: 'net',
  quantity: decimal('0.01'),
  reduceOnly: true,
  triggerPrice: decimal('59000'),
  clientOrderId: id('stop'),
};

/** A long position whose stop has triggered and does not execute, and what the account's watcher hears. */
async function stick(wsApi: boolean) {
  const bench = await connectBench({}, { stuckAfterMs: 150, wsApi });
  const events: BrokerEvent[] = [];
  const watch = async () => {
    for await (const event of bench.broker.watchAccount()) events.push(event);
  };
  void watch();
  await bench.broker.placeOrder(taking('in'));
  await bench.broker.placeOrder(STOP);
  bench.venue.holdTriggers(true);
  bench.venue.setPrice('BTCUSDT', decimal('58990'));
  const stuck = () => events.filter((event) => event.type === 'order-stuck');
  return { ...bench, events, stuck };
}

test.each([false, true])(
  'a stop that triggers and does not execute is told as stuck, once (WS-API: %s)',
  async (wsApi) => {
    const { venue, broker, lines, stuck } = await stick(wsApi);
    await until('stuck', () => stuck().length > 0);
    const [told] = stuck();
    expect(told?.order).toMatchObject({ clientOrderId: 'bench-stop', status: 'open', venueStatus: 'TRIGGERING' });
    expect(told?.order.executionOrderId).toBeNull();
    expect(venue.clock().now - (told?.triggeredAt ?? 0)).toBeGreaterThanOrEqual(150);
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([{ fields: { clientOrderId: 'bench-stop' } }]);

    // what it was to protect is there, and whoever looks sees why
    expect((await broker.getPosition('BTCUSDT'))?.quantity.toString()).toBe('0.01');
    expect(await broker.getOpenOrders('BTCUSDT')).toMatchObject([{ venueStatus: 'TRIGGERING' }]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(stuck()).toHaveLength(1);
  },
);

test('a stuck stop cannot be canceled, and that is said; a close at market protects', async () => {
  const { venue, broker, stuck } = await stick(false);
  await until('stuck', () => stuck().length > 0);
  const cancel = broker.cancelOrder({ symbol: 'BTCUSDT', clientOrderId: id('stop') });
  expect(await failureOf(cancel)).toMatchObject({ outcome: 'rejected' });
  await broker.placeOrder(taking('out', { side: 'sell', reduceOnly: true }));
  expect(venue.state().positions).toEqual([]);
});

test('a stuck stop that executes after all is told to its end', async () => {
  const { venue, events, stuck } = await stick(false);
  await until('stuck', () => stuck().length > 0);
  venue.holdTriggers(false);
  const ended = () =>
    events.findLast((event) => event.type === 'order-updated' && event.order.clientOrderId === 'bench-stop');
  await until('ended', () => {
    const event = ended();
    return event?.type === 'order-updated' && !isOpenOrder(event.order);
  });
  expect(ended()).toMatchObject({ order: { status: 'filled' } });
  expect(events.filter((event) => event.type === 'fill-received')).toHaveLength(2);
  expect(venue.state().positions).toEqual([]);
});
