import type { Decimal } from '@perpdesk/broker-core';

export type PriceTick = {
  readonly symbol: string;
  /** Quote asset, > 0: the last price. */
  readonly price: Decimal;
  /** Quote asset, > 0. Left out: as it was, or the last price where there never was one; `null`: the last price. */
  readonly markPrice?: Decimal | null;
};

/** Where a paper exchange's prices come from. */
export interface PriceFeed {
  /** Every price from now on; the returned function ends it. Whoever listens must not throw. */
  subscribe(listener: (tick: PriceTick) => void): () => void;
  /** Ends all subscriptions and timers. Twice is once. */
  close(): void;
}
