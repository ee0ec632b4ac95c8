import type { BenchAccount } from './bench-account.ts';

/** To the venue's process. */
export type VenueAsk =
  | { readonly type: 'open'; readonly accounts: readonly BenchAccount[]; readonly symbols: number }
  /** What arrived since the last time, and forgets it; `isLast`: also calls of which no order was made. */
  | { readonly type: 'read'; readonly accounts: readonly string[]; readonly isLast: boolean }
  /** Calls of the account are held back for so long; 0: no more. */
  | { readonly type: 'slow'; readonly account: string; readonly ms: number };

/** An order as it came in. */
export interface Arrival {
  readonly account: string;
  readonly symbol: string;
  /** Of the clock that all processes share. */
  readonly atMs: number;
}

/** From the venue's process. */
export type VenueReply =
  | { readonly type: 'opened'; readonly rest: string; readonly socket: string }
  | {
      readonly type: 'arrived';
      /** In the order of their coming. */
      readonly arrivals: readonly Arrival[];
      /** Calls for an order that the venue refused. */
      readonly refused: number;
      /** Signed calls of these accounts, orders included. */
      readonly calls: number;
      /** Calls that held no order, by path, the most frequent first. */
      readonly others: readonly (readonly [path: string, count: number])[];
    }
  | { readonly type: 'slowed' };
