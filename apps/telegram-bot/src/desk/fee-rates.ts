import { sleep, type Broker, type CallOptions, type Clock, type Decimal } from '@perpdesk/broker-core';
import type { BrokerManager } from '@perpdesk/broker-manager';

/** Fractions of the notional. */
export interface FeeRate {
  readonly maker: Decimal;
  readonly taker: Decimal;
}

/** What orders cost, for the estimates on cards. */
export interface FeeRates {
  /** Never rejects. */
  read(brokerId: string, symbol: string): Promise<FeeRate>;
}

export interface FeeRatesOptions {
  readonly manager: Pick<BrokerManager, 'get'>;
  readonly clock: Clock;
  /** Where an exchange does not tell the account's own. */
  readonly standard: FeeRate;
}

interface RateTeller {
  getCommissionRate(symbol: string, options?: CallOptions): Promise<FeeRate>;
}

function tellsRate(broker: Broker): broker is Broker & RateTeller {
  return 'getCommissionRate' in broker;
}

/** An account's rate changes with its volume, which takes days. */
const KEPT_MS = 3_600_000;
/** An estimate is not worth more of a person's time, ms. */
const WAIT_MS = 1_000;

/** Asks an account's own rates of the exchanges that tell them, and keeps them for an hour. */
export function createFeeRates({ manager, clock, standard }: FeeRatesOptions): FeeRates {
  const known = new Map<string, { readonly rate: FeeRate; readonly at: number }>();

  async function ask(broker: Broker & RateTeller, key: string, symbol: string): Promise<FeeRate | null> {
    const over = new AbortController();
    const limit = sleep(clock, WAIT_MS, over.signal).then(() => null);
    try {
      const told = await Promise.race([broker.getCommissionRate(symbol, { abortSignal: over.signal }), limit]);
      if (told !== null) known.set(key, { rate: told, at: clock.now() });
      return told;
    } catch {
      return null;
    } finally {
      over.abort();
    }
  }

  return {
    async read(brokerId, symbol) {
      const key = `${brokerId} ${symbol}`;
      const kept = known.get(key);
      if (kept !== undefined && clock.now() - kept.at < KEPT_MS) return kept.rate;
      const broker = manager.get(brokerId);
      const told = tellsRate(broker) ? await ask(broker, key, symbol) : null;
      return told ?? kept?.rate ?? standard;
    },
  };
}
