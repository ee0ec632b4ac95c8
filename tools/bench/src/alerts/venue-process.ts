import { createBinanceVenue, type BinanceVenue } from '@perpdesk/binance-venue';
import { decimal } from '@perpdesk/broker-core';
import { benchInstruments, benchPrices } from './bench-market.ts';
import { monotonicMs } from './monotonic-ms.ts';
import type { Arrival, VenueAsk, VenueReply } from './venue-messages.ts';

/** The venue in a process of its own; it notes when each call came in, before it looks at it. */
interface Call {
  readonly account: string;
  readonly path: string;
  readonly clientOrderId: string;
  readonly atMs: number;
}

const ORDER_PATHS = ['/fapi/v1/order', 'order.place'];
const UNBOUND = 1_000_000_000;
let venue: BinanceVenue | null = null;
let calls: Call[] = [];
const slowBy = new Map<string, number>();

async function open({ accounts, symbols }: Extract<VenueAsk, { type: 'open' }>): Promise<VenueReply> {
  const opened = await createBinanceVenue({
    port: 0,
    seed: 1,
    accounts: accounts.map((account) => ({ ...account, balances: { USDT: decimal('1000000000') } })),
    instruments: benchInstruments(symbols),
    prices: benchPrices(symbols),
    limits: { weightPerMinute: UNBOUND, ordersPer10s: UNBOUND, ordersPerMinute: UNBOUND },
    // after the answer, one by one, as they come from an exchange
    streamDelayMs: 0,
  });
  opened.faults.plan(({ transport, account, path, clientOrderId }) => {
    if (transport === 'stream' || account === '') return null;
    calls.push({ account, path, clientOrderId, atMs: monotonicMs() });
    const ms = slowBy.get(account);
    return ms === undefined ? null : { kind: 'hold', ms };
  });
  venue = opened;
  return { type: 'opened', rest: opened.url, socket: opened.wsUrl };
}

function read(accounts: ReadonlySet<string>): VenueReply {
  const mine = calls.filter(({ account }) => accounts.has(account));
  calls = [];
  const orders = mine.filter(({ path, clientOrderId }) => clientOrderId !== '' && ORDER_PATHS.includes(path));
  const symbols = new Map<string, string>();
  for (const account of new Set(orders.map((call) => call.account))) {
    for (const order of venue?.state(account).orders ?? []) symbols.set(order.clientOrderId, order.symbol);
  }
  const arrivals = orders.map(({ account, clientOrderId, atMs }): Arrival => ({
    account,
    symbol: symbols.get(clientOrderId) ?? '',
    atMs,
  }));
  const others = new Map<string, number>();
  for (const call of mine) if (!orders.includes(call)) others.set(call.path, (others.get(call.path) ?? 0) + 1);
  return { type: 'arrived', arrivals, calls: mine.length, others: [...others].toSorted((a, b) => b[1] - a[1]) };
}

async function answer(ask: VenueAsk): Promise<VenueReply> {
  switch (ask.type) {
    case 'open':
      return open(ask);
    case 'read':
      return read(new Set(ask.accounts));
    case 'slow':
      if (ask.ms > 0) slowBy.set(ask.account, ask.ms);
      else slowBy.delete(ask.account);
      return { type: 'slowed' };
    default:
      return ask satisfies never;
  }
}

process.on('message', (ask: VenueAsk) => {
  void answer(ask).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));
