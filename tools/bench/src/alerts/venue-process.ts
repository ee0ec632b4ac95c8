import { createBinanceVenue, type BinanceVenue } from '@perpdesk/binance-venue';
import { decimal } from '@perpdesk/broker-core';
import { benchInstruments, benchPrices } from './bench-market.ts';
import { monotonicMs } from './monotonic-ms.ts';
import type { Arrival, VenueAsk, VenueReply } from './venue-messages.ts';

/** The venue in a process of its own; it notes when each call came in, before it looks at it. */
interface Call {
  readonly account: string;
  /** Of REST. */
  readonly method: string;
  readonly path: string;
  readonly clientOrderId: string;
  readonly atMs: number;
}

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
  opened.faults.plan(({ transport, account, method, path, clientOrderId }) => {
    if (transport === 'stream' || account === '') return null;
    calls.push({ account, method, path, clientOrderId, atMs: monotonicMs() });
    const ms = slowBy.get(account);
    return ms === undefined ? null : { kind: 'hold', ms };
  });
  venue = opened;
  return { type: 'opened', rest: opened.url, socket: opened.wsUrl };
}

/** A look-up has the same path, and an order's id too. */
function isForOrder({ method, path }: Call): boolean {
  return path === 'order.place' || (path === '/fapi/v1/order' && method === 'POST');
}

function read(accounts: ReadonlySet<string>, isLast: boolean): VenueReply {
  const mine = calls.filter(({ account }) => accounts.has(account));
  const orders = mine.filter(isForOrder);
  const symbols = new Map<string, string>();
  for (const account of new Set(orders.map((call) => call.account))) {
    for (const order of venue?.state(account).orders ?? []) symbols.set(order.clientOrderId, order.symbol);
  }
  const arrivals: Arrival[] = [];
  const without: Call[] = [];
  for (const call of orders) {
    const symbol = symbols.get(call.clientOrderId);
    if (symbol === undefined) without.push(call);
    else arrivals.push({ account: call.account, symbol, atMs: call.atMs });
  }
  // what is being read now may be an order by the next time
  calls = isLast ? [] : without;
  const refused = isLast ? without.length : 0;
  const others = new Map<string, number>();
  for (const call of mine) if (!isForOrder(call)) others.set(call.path, (others.get(call.path) ?? 0) + 1);
  const known = [...others].toSorted((a, b) => b[1] - a[1]);
  return { type: 'arrived', arrivals, refused, calls: mine.length - without.length + refused, others: known };
}

async function answer(ask: VenueAsk): Promise<VenueReply> {
  switch (ask.type) {
    case 'open':
      return open(ask);
    case 'read':
      return read(new Set(ask.accounts), ask.isLast);
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
