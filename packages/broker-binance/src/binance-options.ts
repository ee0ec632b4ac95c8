import type { BrokerId, Clock, Logger } from '@perpdesk/broker-core';
import type { BinanceCredentials } from './credentials.ts';
import type { BinanceEndpoints } from './endpoints.ts';

/** Where an account may be. */
export const BINANCE_ENVIRONMENTS = ['live', 'demo'] as const;
export type BinanceEnvironment = (typeof BINANCE_ENVIRONMENTS)[number];

export interface BinanceBrokerOptions {
  /** The account's name; `id` of the broker. */
  readonly id: BrokerId;
  readonly environment: BinanceEnvironment;
  /** Plain text; kept in closures, never logged, never in an error. */
  readonly credentials: BinanceCredentials;
  /** Bases in place of the environment's own hosts; the adapter appends its paths. */
  readonly endpoints?: Partial<BinanceEndpoints>;
  /** How long a write without a validity of its own may take to be accepted, 1 to 60 000 ms. Default 5000. */
  readonly recvWindowMs?: number;
  /** How long an answer to a read is waited for. Default 10 000. */
  readonly readTimeoutMs?: number;
  /** How long an answer to a write is waited for; then its outcome is unknown. Default 5000. */
  readonly writeTimeoutMs?: number;
  /** Orders over the WS-API where its socket is up, else REST. Default `true`; `false`: always REST. */
  readonly wsApi?: boolean;
  /** How long the account stream may be silent after an acknowledged order before it counts as deaf. Default 5000. */
  readonly deafAfterMs?: number;
  /** How long a triggered order may be without execution before it counts as stuck. Default 3000. */
  readonly stuckAfterMs?: number;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
  /** From 0 to below 1, for jitter. Default: none. */
  readonly random?: () => number;
}
