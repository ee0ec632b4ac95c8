import type { Clock, Logger } from '@perpdesk/broker-core';
import type { BinanceCredentials } from '../credentials.ts';
import type { BinanceEndpoints } from '../endpoints.ts';
import type { VenueAnswer } from '../errors.ts';
import { type SharedHost, shareHost } from '../shared-by-host.ts';
import { tellUnmapped } from '../tell-unmapped.ts';
import { createAdmission } from './admission.ts';
import { createLearner } from './learn-from-refusal.ts';
import type { LimitReport } from './limit-report.ts';
import type { LimitUse } from './limit-use.ts';
import { createOrderLimiter } from './order-limiter.ts';
import { readServerTime } from './read-server-time.ts';
import { createRestClient, type RestClient } from './rest-client.ts';
import { createSigner } from './signer.ts';
import { createVenueClock, type VenueClock } from './venue-clock.ts';
import { createWsApi, type WsApi } from './ws-api.ts';

export interface TransportOptions {
  readonly endpoints: Pick<BinanceEndpoints, 'rest' | 'wsApi'>;
  readonly credentials: BinanceCredentials;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  /** Default 10 000. */
  readonly readTimeoutMs?: number;
  /** Default 5000. */
  readonly writeTimeoutMs?: number;
  /** How long a read may wait for the limits. Default 2000. */
  readonly readWaitMs?: number;
}

/** One account's ways to the exchange, and what it knows of its limits and its time. */
export interface Transport {
  readonly rest: RestClient;
  /** Not started. */
  readonly wsApi: WsApi;
  /** Not started. */
  readonly venueClock: VenueClock;
  readonly host: SharedHost;
  limits(): LimitUse;
  close(): Promise<void>;
}

/** @throws {BrokerError} `invalid-request` for credentials that cannot be any. */
export function createTransport(options: TransportOptions): Transport {
  const { endpoints, clock, logger, random, readWaitMs = 2_000 } = options;
  const signer = createSigner(options.credentials);
  const host = shareHost(endpoints.rest, { clock, logger });
  const { weights } = host;
  const orders = createOrderLimiter({ clock, logger });
  const venueClock = createVenueClock({ clock, logger, readTime: (abortSignal) => readServerTime(rest, abortSignal) });
  const learn = createLearner({ clock, weights, orders, venueClock });
  const shared = {
    clock,
    signer,
    venueClock,
    admit: createAdmission({ clock, weights, orders, readWaitMs }),
    learnFromRefusal(refusal: VenueAnswer) {
      tellUnmapped(refusal, logger);
      return learn(refusal);
    },
    onLimits(reports: readonly LimitReport[]) {
      weights.learn(reports);
      orders.learn(reports);
    },
    ...(options.readTimeoutMs === undefined ? {} : { readTimeoutMs: options.readTimeoutMs }),
    ...(options.writeTimeoutMs === undefined ? {} : { writeTimeoutMs: options.writeTimeoutMs }),
  };
  const rest = createRestClient({ base: endpoints.rest, ...shared });
  const isBlocked = () => weights.blockedUntilAt !== null;
  const wsApi = createWsApi({ base: endpoints.wsApi, logger, random, isBlocked, ...shared });
  return {
    rest,
    wsApi,
    venueClock,
    host,
    limits: () => ({
      weight: { used: weights.used, limit: weights.limit },
      ordersPer10s: { used: orders.per10s.used, limit: orders.per10s.limit },
      ordersPerMinute: { used: orders.perMinute.used, limit: orders.perMinute.limit },
      blockedUntilAt: weights.blockedUntilAt,
    }),
    async close() {
      venueClock.close();
      await Promise.all([wsApi.close(), rest.close()]);
      host.release();
    },
  };
}
