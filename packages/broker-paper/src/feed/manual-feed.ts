import type { Decimal } from '@perpdesk/broker-core';
import type { PriceFeed, PriceTick } from './price-feed.ts';

/** A feed that gives the prices it is told, for tests and for prices from elsewhere; silent, it lets prices stand. */
export interface ManualPriceFeed extends PriceFeed {
  /** Quote asset, > 0; the mark price as in {@link PriceTick}. */
  setPrice(symbol: string, price: Decimal, markPrice?: Decimal | null): void;
}

/** A feed whose prices the caller sets. */
export function createManualPriceFeed(): ManualPriceFeed {
  const listeners = new Set<(tick: PriceTick) => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setPrice(symbol, price, markPrice) {
      const tick = { symbol, price, ...(markPrice === undefined ? {} : { markPrice }) };
      for (const listener of listeners) listener(tick);
    },
    close: () => listeners.clear(),
  };
}
