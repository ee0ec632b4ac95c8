import type { Decimal } from '@perpdesk/broker-core';
import type { PriceFeed, PriceTick } from './price-feed.ts';

/** A feed that gives the prices it is told, for tests and for prices from elsewhere; silent, it lets prices stand. */
export interface ManualPriceFeed extends PriceFeed {
  /** Quote asset, > 0. */
  setPrice(symbol: string, price: Decimal): void;
}

export function createManualPriceFeed(): ManualPriceFeed {
  const listeners = new Set<(tick: PriceTick) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setPrice(symbol, price) {
      for (const listener of listeners) listener({ symbol, price });
    },
    close: () => listeners.clear(),
  };
}
