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
  clear(): void;
}
