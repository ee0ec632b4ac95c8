import { type BinanceVenue, createBinanceVenue } from '@perpdesk/binance-venue';
import { decimal } from '@perpdesk/broker-core';
import type { Bench, StreamDoor, StreamFault } from '@perpdesk/broker-core/testing';
import { createBinanceBroker } from '../create-binance-broker.ts';
import { createFaultDoor, type StreamPlan } from './fault-door.test.fixture.ts';

const API_KEY = 'conformance-key-4711';
const SECRET_KEY = 'conformance-secret-0815';

/** The adapter over real sockets, with orders over one transport, and doors to the venue behind it. */
export async function createVenueBench(transport: 'ws-api' | 'rest'): Promise<Bench> {
  const venue = await createBinanceVenue({
    seed: 1,
    accounts: [{ apiKey: API_KEY, secretKey: SECRET_KEY, balances: { USDT: decimal('100000') } }],
    // a case may make more calls than a minute allows
    limits: { weightPerMinute: 100_000, ordersPer10s: 10_000, ordersPerMinute: 10_000 },
  });
  const broker = createBinanceBroker({
    id: 'conformance',
    environment: 'demo',
    credentials: { apiKey: API_KEY, secretKey: SECRET_KEY },
    endpoints: { rest: venue.url, stream: venue.wsUrl, wsApi: venue.wsUrl },
    wsApi: transport === 'ws-api',
    readTimeoutMs: 1_000,
    writeTimeoutMs: 600,
    deafAfterMs: 400,
    stuckAfterMs: 400,
  });
  await broker.connect();
  const { stream, plan } = createStreamDoor(venue);
  return {
    broker,
    symbols: ['BTCUSDT', 'ETHUSDT'],
    secrets: [API_KEY, SECRET_KEY],
    market: {
      setPrice: async (symbol, price) => venue.setPrice(symbol, price),
      setLiquidity: async (_symbol, quantity) => venue.setLiquidity(quantity),
    },
    faults: createFaultDoor(venue, plan),
    stream,
    async ordersAtVenue(clientOrderId) {
      return venue.state().orders.filter((order) => order.clientOrderId === clientOrderId).length;
    },
    async close() {
      await broker.close();
      await venue.close();
    },
  };
}

type EventFault = Exclude<StreamFault, 'drop' | 'expire-key'>;
const KINDS = {
  silence: 'silence',
  'duplicate-next': 'duplicate',
  'reorder-next': 'reorder',
  malformed: 'malformed',
  'unknown-event': 'unknown-event',
} as const satisfies Readonly<Record<EventFault, string>>;

function createStreamDoor(venue: BinanceVenue): { readonly stream: StreamDoor; readonly plan: StreamPlan } {
  const waiting: EventFault[] = [];
  let isDown = false;
  return {
    plan(path) {
      if (path === 'connect') return isDown ? { kind: 'close' } : null;
      const next = waiting.shift();
      return next === undefined ? null : { kind: KINDS[next] };
    },
    stream: {
      async cause(fault) {
        if (fault === 'expire-key') return venue.expireListenKeys();
        if (fault !== 'drop') return void waiting.push(fault);
        isDown = true;
        venue.cutStreams();
      },
      async restore() {
        isDown = false;
      },
    },
  };
}
