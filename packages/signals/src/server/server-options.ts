import type { Clock, Logger } from '@perpdesk/broker-core';
import type { SignalEngine } from '../engine.ts';
import type { Route } from '../route.ts';
import type { PostPath } from './post-paths.ts';
import type { AlertServerStats } from './server-stats.ts';
import type { Rate } from './token-bucket.ts';

export interface Readiness {
  readonly ready: boolean;
  /** Each part of the program and whether it is ready. */
  readonly checks: Readonly<Record<string, boolean | string>>;
}

/** A route as far as the door knows it. */
export interface AlertRoute extends Pick<Route, 'id' | 'tokenHashes'> {
  /** Address ranges that alerts may come from; none: any. A filter beside the token, never in its place. */
  readonly allowFrom?: readonly string[];
}

export interface AlertServerRates {
  /** Alerts of one route. Default 2000 at once, then 200 a second. */
  readonly route?: Rate;
  /** All requests to paths that do not exist, wrong tokens included. Default 200 at once, then 20 a second. */
  readonly unknown?: Rate;
  /** All of `/healthz`, `/readyz` and `/metrics`. Default 200 at once, then 20 a second. */
  readonly probes?: Rate;
}

export interface AlertServerOptions {
  readonly routes: readonly AlertRoute[];
  /** `noteRefusal` hears what the door itself refuses, `noteSender` who comes with a right token; both may be left out. */
  readonly engine: Pick<SignalEngine, 'acceptAlert' | 'status'> &
    Partial<Pick<SignalEngine, 'noteRefusal' | 'noteSender'>>;
  readonly clock: Clock;
  /** Default: silent. Tokens and bodies never reach it. */
  readonly logger?: Logger;
  /** What `GET /readyz` says; without it, that the engine is not stopping. */
  readonly readiness?: () => Readiness;
  /** What `GET /metrics` says; without it there is no such path. */
  readonly metrics?: () => Promise<{ readonly contentType: string; readonly body: string }>;
  /** Paths beside the door's own. */
  readonly posts?: readonly PostPath[];
  /** Bytes of one body. Default 64 kB. */
  readonly bodyLimit?: number;
  /** How long one request may take to arrive, ms. Default 5 s. */
  readonly requestTimeoutMs?: number;
  /** Address ranges whose `X-Forwarded-For` is believed: the right-most address in it that is none of theirs. Default none. */
  readonly trustedProxies?: readonly string[];
  /** What comes beyond them is answered 429. */
  readonly rates?: AlertServerRates;
  /** Connections that have shown no route's token; of one more the oldest is cut. Default 1024. */
  readonly maxUnprovenConnections?: number;
  /** From refusing the first alert to taking no more connections, ms, so that senders hear a 503. Default 0. */
  readonly closeGraceMs?: number;
}

export interface AlertServer {
  /** Port 0 takes any; `url` says which. */
  listen(address: { readonly host: string; readonly port: number }): Promise<{ readonly url: string }>;
  /** Whose tokens and addresses count from now on. @throws {RangeError} for a range that is none; all is as before then. */
  configure(routes: readonly AlertRoute[]): void;
  /** From now on every alert is answered 503, and every connection ends with its next answer. Twice is once. */
  refuse(): void;
  /** Refuses for the rest of the grace, then takes no new connection and lets the requests under way end. */
  close(): Promise<void>;
  /** What was counted since the start. */
  stats(): AlertServerStats;
}
