import type { VenueClock } from '../venue-clock.ts';
import type { VenueAccount } from './venue-account.ts';

export interface LimitOptions {
  /** Per IP address; default 2400. */
  readonly weightPerMinute: number;
  /** Per account; default 300. */
  readonly ordersPer10s: number;
  /** Per account; default 1200. */
  readonly ordersPerMinute: number;
}

/** What a call adds to the order counts of its account. */
export interface OrderCount {
  readonly per10s: number;
  readonly perMinute: number;
}

/** The counts after a call, for the X-MBX headers and the WS-API's `rateLimits`. */
export interface Usage {
  readonly weight: number;
  readonly orders: OrderCount | null;
}

export type LimitVerdict =
  | { readonly isAllowed: true; readonly usage: Usage }
  /** `status` 429, or 418 for an address that went on after it. */
  | {
      readonly isAllowed: false;
      readonly status: 429 | 418;
      readonly code: number;
      readonly message: string;
      readonly retryAfterSeconds: number;
      readonly usage: Usage;
    };

/** Counts what calls cost. All connections come from this machine, so there is one address. */
export interface CallLimits {
  readonly options: LimitOptions;
  count(weight: number, orders: OrderCount | null, account: VenueAccount | null): LimitVerdict;
  /** Counted so far, without adding to it. */
  usage(account: VenueAccount | null): Usage;
  /** Lifts a ban and forgets all counts. */
  clear(): void;
}

const MINUTE_MS = 60_000;
const TEN_SECONDS_MS = 10_000;
const BAN_MS = 120_000;
/** Refused calls after which an address is banned. */
const PATIENCE = 5;

/** A count that begins anew with each window of the exchange's time. */
interface Window {
  startedAt: number;
  count: number;
}

export function createCallLimits(clock: VenueClock, options: LimitOptions): CallLimits {
  const weight: Window = { startedAt: 0, count: 0 };
  const orders = new Map<VenueAccount, { readonly tenSeconds: Window; readonly minute: Window }>();
  let refused = 0;
  let bannedUntil = 0;

  const windowsOf = (account: VenueAccount, now: number) => {
    const known = orders.get(account) ?? { tenSeconds: { startedAt: 0, count: 0 }, minute: { startedAt: 0, count: 0 } };
    orders.set(account, known);
    turn(known.tenSeconds, TEN_SECONDS_MS, now);
    turn(known.minute, MINUTE_MS, now);
    return known;
  };
  const usage = (account: VenueAccount | null): Usage => {
    const now = clock.now();
    turn(weight, MINUTE_MS, now);
    if (account === null || !orders.has(account)) return { weight: weight.count, orders: null };
    const { tenSeconds, minute } = windowsOf(account, now);
    return { weight: weight.count, orders: { per10s: tenSeconds.count, perMinute: minute.count } };
  };
  const banned = (account: VenueAccount | null, now: number): LimitVerdict => ({
    isAllowed: false,
    status: 418,
    code: -1003,
    message: `Way too many requests; IP(127.0.0.1) banned until ${bannedUntil}. Please use the websocket for live updates to avoid bans.`,
    retryAfterSeconds: Math.ceil((bannedUntil - now) / 1000),
    usage: usage(account),
  });
  const refuse = (code: number, message: string, waitMs: number, account: VenueAccount | null): LimitVerdict => {
    refused += 1;
    const now = clock.now();
    if (refused > PATIENCE) {
      bannedUntil = now + BAN_MS;
      return banned(account, now);
    }
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    return { isAllowed: false, status: 429, code, message, retryAfterSeconds, usage: usage(account) };
  };
  return {
    options,
    usage,
    count(added, addedOrders, account) {
      const now = clock.now();
      if (now < bannedUntil) return banned(account, now);
      turn(weight, MINUTE_MS, now);
      weight.count += added;
      if (weight.count > options.weightPerMinute) {
        const message = `Too many requests; current limit of IP(127.0.0.1) is ${options.weightPerMinute} requests per minute. Please use the websocket for live updates to avoid polling the API.`;
        return refuse(-1003, message, weight.startedAt + MINUTE_MS - now, account);
      }
      if (addedOrders === null || account === null) return allow(usage(account));
      const { tenSeconds, minute } = windowsOf(account, now);
      if (tenSeconds.count + addedOrders.per10s > options.ordersPer10s) {
        const message = `Too many new orders; current limit is ${options.ordersPer10s} orders per 10 SECOND.`;
        return refuse(-1015, message, tenSeconds.startedAt + TEN_SECONDS_MS - now, account);
      }
      if (minute.count + addedOrders.perMinute > options.ordersPerMinute) {
        const message = `Too many new orders; current limit is ${options.ordersPerMinute} orders per MINUTE.`;
        return refuse(-1015, message, minute.startedAt + MINUTE_MS - now, account);
      }
      tenSeconds.count += addedOrders.per10s;
      minute.count += addedOrders.perMinute;
      return allow({ weight: weight.count, orders: { per10s: tenSeconds.count, perMinute: minute.count } });
    },
    clear() {
      weight.count = 0;
      orders.clear();
      refused = 0;
      bannedUntil = 0;
    },
  };

  function allow(counted: Usage): LimitVerdict {
    refused = 0;
    return { isAllowed: true, usage: counted };
  }
}

function turn(window: Window, lengthMs: number, now: number): void {
  const startedAt = now - (now % lengthMs);
  if (startedAt === window.startedAt) return;
  window.startedAt = startedAt;
  window.count = 0;
}
