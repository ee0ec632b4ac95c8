import { type BinanceVenue, createBinanceVenue } from '@perpdesk/binance-venue';
import { decimal, type Decimal, type Instrument, roundPriceTo } from '@perpdesk/broker-core';
import type { BinanceBroker } from '../binance-broker.ts';
import { createBinanceBroker } from '../create-binance-broker.ts';
import { type Belief, createBelief } from './belief.test.fixture.ts';
import { compare, type Ledger, type Verdict } from './compare.test.fixture.ts';
import { diceOf } from './dice.test.fixture.ts';
import { createFaultPlan } from './fault-plan.test.fixture.ts';
import { createTally, type Tally, work } from './soak-worker.test.fixture.ts';

export interface SoakOptions {
  /** Of both transports together. */
  readonly orders: number;
  readonly seed: number;
  /** The share of writes that meet a fault. */
  readonly rate: number;
  /** Orders at once on each transport. */
  readonly atOnce: number;
  readonly say: (line: string) => void;
}

export interface SoakReport {
  readonly seed: number;
  readonly sides: readonly SideReport[];
  readonly elapsedMs: number;
  readonly faults: number;
  /** How often each kind of fault fired. */
  readonly kinds: ReadonlyMap<string, number>;
}

export interface SideReport extends Verdict {
  readonly transport: string;
  readonly tally: Tally;
  readonly venueOrders: number;
  readonly venueFills: number;
  readonly gaps: number;
}

interface Side {
  readonly transport: 'ws-api' | 'rest';
  readonly broker: BinanceBroker;
  readonly belief: Belief;
  readonly tally: Tally;
}

const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'] as const;
const WINDOW_MS = 700;
const TICK_MS = 40;
/** After the last order the stream has so long to tell everything. */
const QUIET_MS = 15_000;

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Random orders under faults that a seed decides, on an account for each transport; then our books against the venue's. */
export async function runSoak({ orders, seed, rate, atOnce, say }: SoakOptions): Promise<SoakReport> {
  const startedAt = Date.now();
  const transports = ['ws-api', 'rest'] as const;
  const venue = await createBinanceVenue({
    seed,
    liquidity: decimal('0.2'),
    accounts: transports.map((name) => ({
      name,
      apiKey: `${name}-key`,
      secretKey: `${name}-secret`,
      balances: { USDT: decimal('50000000') },
    })),
    limits: { weightPerMinute: 100_000_000, ordersPer10s: 10_000_000, ordersPerMinute: 10_000_000 },
  });
  try {
    const sides = await Promise.all(transports.map((transport) => openSide(venue, transport)));
    venue.faults.plan(createFaultPlan(seed, rate));
    const market = startMarket(venue, seed);
    await Promise.all(sides.map((side) => workThrough(side, { orders: orders / sides.length, seed, atOnce, say })));
    market.stop();
    venue.faults.clear();
    const faults = venue.faults.fired.length;
    const kinds = new Map<string, number>();
    for (const { on, do: fault } of venue.faults.fired) {
      const kind = `${on.transport} ${fault.kind}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    const reports: SideReport[] = [];
    for (const side of sides) reports.push(await judge(venue, side));
    for (const { broker } of sides) await broker.close();
    return { seed, sides: reports, elapsedMs: Date.now() - startedAt, faults, kinds };
  } finally {
    await venue.close();
  }
}

async function openSide(venue: BinanceVenue, transport: Side['transport']): Promise<Side> {
  const broker = createBinanceBroker({
    id: transport,
    environment: 'demo',
    credentials: { apiKey: `${transport}-key`, secretKey: `${transport}-secret` },
    endpoints: { rest: venue.url, stream: venue.wsUrl, wsApi: venue.wsUrl },
    wsApi: transport === 'ws-api',
    readTimeoutMs: 1_500,
    writeTimeoutMs: 400,
    deafAfterMs: 1_000,
    stuckAfterMs: 1_000,
  });
  await broker.connect();
  const belief = createBelief();
  void (async () => {
    for await (const event of broker.watchAccount()) belief.take(event);
  })();
  return { transport, broker, belief, tally: createTally() };
}

interface WorkPlan {
  readonly orders: number;
  readonly seed: number;
  readonly atOnce: number;
  readonly say: (line: string) => void;
}

async function workThrough({ transport, broker, tally }: Side, { orders, seed, atOnce, say }: WorkPlan): Promise<void> {
  const instruments: Instrument[] = [];
  for (const symbol of SYMBOLS) instruments.push(await broker.getInstrument(symbol));
  const [first, ...others] = instruments;
  if (first === undefined) throw new Error('no instruments');
  let next = 0;
  const worker = async () => {
    while (next < orders) {
      const index = next;
      next += 1;
      await work({ broker, instruments: [first, ...others], seed, name: transport, tally, windowMs: WINDOW_MS }, index);
      if (index > 0 && index % 500 === 0) say(`${transport}: ${index} of ${orders}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Prices walk while the orders come, by dice of their own. */
function startMarket(venue: BinanceVenue, seed: number): { stop(): void } {
  const dice = diceOf(seed, 'market');
  const prices = new Map<string, Decimal>([
    ['BTCUSDT', decimal('60000')],
    ['ETHUSDT', decimal('3000')],
    ['SOLUSDT', decimal('150')],
  ]);
  const ticks: Readonly<Record<string, string>> = { BTCUSDT: '0.1', ETHUSDT: '0.01', SOLUSDT: '0.01' };
  const timer = setInterval(() => {
    for (const [symbol, price] of prices) {
      const moved = price.times(decimal((1 + (dice() - 0.5) * 0.004).toFixed(6)));
      const next = roundPriceTo(moved, { tickSize: decimal(ticks[symbol] ?? '0.01') }, 'nearest');
      prices.set(symbol, next);
      venue.setPrice(symbol, next);
    }
  }, TICK_MS);
  return { stop: () => clearInterval(timer) };
}

async function judge(venue: BinanceVenue, { transport, broker, belief, tally }: Side): Promise<SideReport> {
  const untilAt = Date.now() + QUIET_MS;
  let verdict = await compare(broker, tally, belief, ledgerOf(venue, transport));
  while (isBad(verdict) && Date.now() < untilAt) {
    await pause(500);
    verdict = await compare(broker, tally, belief, ledgerOf(venue, transport));
  }
  const { orders, fills } = venue.state(transport);
  return { transport, tally, venueOrders: orders.length, venueFills: fills.length, gaps: belief.gaps, ...verdict };
}

export function isBad({ duplicates, lost, denied }: Verdict): boolean {
  return duplicates.length + lost.length + denied.length > 0;
}

function ledgerOf(venue: BinanceVenue, account: string): Ledger {
  const { orders, fills, positions } = venue.state(account);
  return {
    orders: orders.map(({ clientOrderId, symbol, orderId, algoId, status, filledQuantity }) => ({
      clientOrderId,
      symbol,
      venueOrderId: algoId === null ? (orderId ?? '') : `algo-${algoId}`,
      status,
      filledQuantity,
    })),
    fills: fills.map(({ symbol, tradeId }) => `${symbol} ${tradeId}`),
    positions: positions.map(({ symbol, positionSide, quantity }) => `${symbol} ${positionSide} ${quantity}`),
  };
}
