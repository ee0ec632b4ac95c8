import { decimal } from '@perpdesk/broker-core';
import type { VenueWorld } from './venue-world.test.fixture.ts';

/** Prices that leap far enough for stops or targets now and then, and come back. */
export interface VenueMarket {
  readonly leaps: number;
  /** Until the signal; then prices are what they were. */
  run(abortSignal: AbortSignal): Promise<void>;
}

const PRICES = { BTCUSDT: '60000', ETHUSDT: '3000' } as const;
/** Percent: a stop, one target, both. */
const LEAPS = ['-1.6', '1.6', '-2.2', '2.2', '4.5'];
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

export function createVenueMarket({ venue }: VenueWorld, { dice }: { readonly dice: () => number }): VenueMarket {
  let leaps = 0;
  return {
    get leaps() {
      return leaps;
    },
    async run(abortSignal) {
      while (!abortSignal.aborted) {
        await pause(3_000 + dice() * 9_000);
        const symbol = dice() < 0.5 ? 'BTCUSDT' : 'ETHUSDT';
        const percent = decimal(LEAPS[Math.floor(dice() * LEAPS.length)] ?? '0');
        const price = decimal(PRICES[symbol]);
        leaps += 1;
        venue.setPrice(symbol, price.times(percent.div(100).plus(1)));
        await pause(100 + dice() * 400);
        venue.setPrice(symbol, price);
      }
    },
  };
}
