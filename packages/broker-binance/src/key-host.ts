import type { Clock, Logger } from '@perpdesk/broker-core';
import type { BinanceBrokerOptions, BinanceEnvironment } from './binance-options.ts';
import { createAdmission } from './http/admission.ts';
import { createOrderLimiter } from './http/order-limiter.ts';
import { createLearner } from './http/learn-from-refusal.ts';
import { createRestClient, type RestClient } from './http/rest-client.ts';
import { createSigner } from './http/signer.ts';
import type { VenueClock } from './http/venue-clock.ts';
import { shareHost } from './shared-by-host.ts';
import { tellUnmapped } from './tell-unmapped.ts';

/** Keys belong to the whole exchange, not to its futures: they are asked about elsewhere. */
const LIVE_KEY_HOST = 'https://api.binance.com';

export interface KeyHostOptions extends Pick<BinanceBrokerOptions, 'environment' | 'endpoints' | 'credentials'> {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly venueClock: VenueClock;
}

/** Where the exchange tells of keys; `null` for demo, which has no such place. Nothing is sent before it is asked. */
export function createKeyHost({ environment, endpoints, credentials, ...shared }: KeyHostOptions): RestClient | null {
  const base = keyHostOf(environment, endpoints?.rest);
  if (base === null) return null;
  const { clock, logger, venueClock } = shared;
  const host = shareHost(base, { clock, logger });
  const { weights } = host;
  const orders = createOrderLimiter({ clock, logger });
  const learn = createLearner({ clock, weights, orders, venueClock });
  const rest = createRestClient({
    ...shared,
    base,
    signer: createSigner(credentials),
    admit: createAdmission({ clock, weights, orders, readWaitMs: 0 }),
    learnFromRefusal(refusal) {
      tellUnmapped(refusal, logger);
      return learn(refusal);
    },
    onLimits: (reports) => weights.learn(reports),
  });
  return {
    ...rest,
    async close() {
      host.release();
      await rest.close();
    },
  };
}

/** A REST base of one's own (a simulator, a gateway) is asked itself; Binance's further futures hosts know no keys. */
export function keyHostOf(environment: BinanceEnvironment, rest: string | undefined): string | null {
  if (rest !== undefined && !new URL(rest).hostname.endsWith('.binance.com')) return rest;
  return environment === 'live' ? LIVE_KEY_HOST : null;
}
