import type { ContenderName, Target } from './contender.ts';

export type Ask =
  | { readonly type: 'open'; readonly name: ContenderName; readonly target: Target }
  /** `inFlight` at once, `orders` in all. */
  | { readonly type: 'run'; readonly orders: number; readonly inFlight: number }
  | { readonly type: 'close' };

export type Reply =
  | { readonly type: 'opened'; readonly importMs: number; readonly rssBytes: number }
  | {
      readonly type: 'ran';
      /** Of each order, ms. */
      readonly latencies: readonly number[];
      readonly elapsedMs: number;
      /** User and system time of the client's process, ms. */
      readonly cpuMs: number;
    }
  | { readonly type: 'failed'; readonly message: string };
