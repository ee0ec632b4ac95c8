import { afterEach, expect, test } from 'vitest';
import { type BinanceVenue, createBinanceVenue, createFaultPlan } from '@perpdesk/binance-venue';
import {
  type BrokerEvent,
  decimal,
  type GapChanges,
  isOpenOrder,
  type Order,
  type OrderRequest,
  toClientOrderId,
} from '@perpdesk/broker-core';
import type { BinanceBroker } from '../binance-broker.ts';
import { createBinanceBroker } from '../create-binance-broker.ts';

const SYMBOL = 'BTCUSDT';
const SEEDS = [1, 2, 3];

let venue: BinanceVenue | null = null;
let broker: BinanceBroker | null = null;
afterEach(async () => {
  await broker?.close();
  await venue?.close();
  [broker, venue] = [null, null];
});

async function connect(seed: number) {
  venue = await createBinanceVenue({
    seed,
    limits: { weightPerMinute: 1_000_000, ordersPer10s: 10_000, ordersPerMinute: 10_000 },
  });
  broker = createBinanceBroker({
    id: 'main',
    environment: 'demo',
    credentials: { apiKey: 'venue-key', secretKey: 'venue-secret' },
    endpoints: { rest: venue.url, stream: venue.wsUrl, wsApi: venue.wsUrl },
    deafAfterMs: 300,
  });
  await broker.connect();
  return { venue, broker, events: watch(broker) };
}

function watch(watched: BinanceBroker): readonly BrokerEvent[] {
  const events: BrokerEvent[] = [];
  const collect = async () => {
    for await (const event of watched.watchAccount()) events.push(event);
  };
  void collect();
  return events;
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Not in time: ${what}.`);
}

/** One part of each event, and of the changes that gaps tell, in the order of their telling. */
function told<T>(
  events: readonly BrokerEvent[],
  ofEvent: (event: BrokerEvent) => T | null,
  ofGap: (changes: GapChanges) => readonly T[],
): readonly T[] {
  return events.flatMap((event) => {
    if (event.type === 'stream-gap') return event.changes === undefined ? [] : ofGap(event.changes);
    const one = ofEvent(event);
    return one === null ? [] : [one];
  });
}
const toldOrders = (events: readonly BrokerEvent[]): ReadonlyMap<string, Order> =>
  new Map(
    told(
      events,
      (event) => (event.type === 'order-updated' ? event.order : null),
      ({ orders }) => orders,
    ).map((order) => [order.clientOrderId, order]),
  );
const toldFills = (events: readonly BrokerEvent[]) =>
  told(
    events,
    (event) => (event.type === 'fill-received' ? event.fill : null),
    ({ fills }) => fills,
  );
const toldPositions = (events: readonly BrokerEvent[]) => {
  const sides = told(
    events,
    (event) => (event.type === 'position-updated' ? event : null),
    ({ positions }) => positions,
  );
  const held = new Map(sides.map(({ symbol, position }) => [symbol, position?.quantity.toString() ?? '0']));
  return [...held].filter(([, quantity]) => quantity !== '0');
};

/** Orders of all sorts, each with a price that the market is near to. */
function requestOf(index: number, price: number): OrderRequest {
  const side = index % 2 === 0 ? 'buy' : 'sell';
  const base = {
    symbol: SYMBOL,
    side,
    positionSide: 'net',
    clientOrderId: toClientOrderId(`o-${index}`),
    quantity: decimal('0.01'),
  } as const;
  const behind = decimal(String(price + (side === 'buy' ? -50 : 50)));
  const ahead = decimal(String(price + (side === 'buy' ? 50 : -50)));
  if (index % 5 === 1) return { ...base, type: 'limit', price: behind };
  if (index % 5 === 3) return { ...base, type: 'stop-market', triggerPrice: ahead };
  return { ...base, type: 'market' };
}

test.each(SEEDS)(
  'with faults on the stream, watchers end with what the exchange has (seed %i)',
  async (seed) => {
    const { venue: exchange, broker: account, events } = await connect(seed);
    const rates = {
      duplicate: 0.06,
      reorder: 0.05,
      close: 0.03,
      silence: 0.02,
      malformed: 0.03,
      'unknown-event': 0.03,
    };
    exchange.faults.plan(createFaultPlan(seed, { events: rates, on: { transport: 'stream' } }));
    for (let index = 0; index < 60; index += 1) {
      const price = 60_000 + ((index * 37) % 11) * 20;
      exchange.setPrice(SYMBOL, decimal(String(price)));
      await account.placeOrder(requestOf(index, price));
      if (index % 10 === 9) await account.cancelAllOrders(SYMBOL);
      if (index === 30) exchange.expireListenKeys();
    }
    exchange.faults.clear();
    await account.cancelAllOrders(SYMBOL);
    const ledger = exchange.state();
    const wanted = new Map(
      ledger.orders.map((order) => [order.clientOrderId, `${order.status} ${order.filledQuantity}`]),
    );
    const seen = () =>
      new Map([...toldOrders(events)].map(([id, order]) => [id, `${order.status} ${order.filledQuantity.toString()}`]));
    await until('live', () => account.isConnected);
    await until('all ended', () => [...toldOrders(events).values()].every((order) => !isOpenOrder(order)));
    await until('all told', () => toldFills(events).length >= ledger.fills.length && seen().size >= wanted.size);

    expect(seen()).toEqual(wanted);
    const fills = toldFills(events).map(({ tradeId, clientOrderId }) => `${tradeId} ${clientOrderId}`);
    expect(fills.toSorted()).toEqual(ledger.fills.map((fill) => `${fill.tradeId} ${fill.clientOrderId}`).toSorted());
    await until(
      'the position',
      () => toldPositions(events).join() === ledger.positions.map(({ symbol, quantity }) => [symbol, quantity]).join(),
    );
    expect(account.streamStats.gaps).toBeGreaterThan(0);
  },
  60_000,
);

test('what the stream said of a position is completed by a reading', async () => {
  const { broker: account, events } = await connect(1);
  await account.placeOrder(requestOf(0, 60_000));
  await until('told whole', () =>
    events.some(
      (event) => event.type === 'position-updated' && event.position?.maintenanceMargin.greaterThan(0) === true,
    ),
  );
  const last = events.findLast((event) => event.type === 'position-updated');
  expect(last?.type === 'position-updated' && last.position).toEqual(await account.getPosition(SYMBOL));
  expect(account.streamStats).toMatchObject({ gaps: 0, malformed: 0, unknown: 0 });
});
