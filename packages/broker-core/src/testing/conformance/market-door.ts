import type { Decimal } from '../../decimal.ts';

/** Moves the venue's market. */
export interface MarketDoor {
  /** Last and mark price, quote asset, on the tick. Resolves when open orders have met it, the same price again included. */
  setPrice(symbol: string, price: Decimal): Promise<void>;
  /**
   * Base asset: the most that one order fills at once, when it arrives and at each `setPrice`; `null` for no bound.
   * A bench may reconnect its broker for it: no case watches while it calls it.
   */
  setLiquidity(symbol: string, quantity: Decimal | null): Promise<void>;
}
