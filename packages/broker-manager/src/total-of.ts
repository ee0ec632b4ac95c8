import { BrokerError, ZERO, type Account, type BrokerId, type Decimal } from '@perpdesk/broker-core';
import type { ManagedResult } from './on-all.ts';

export interface TotalOptions {
  /** What the totals are to be in, e.g. `USDT`. */
  readonly quoteAsset: string;
  /** `quoteAsset` for one of each other asset, > 0. An asset that is not here has no price. */
  readonly prices?: Readonly<Record<string, Decimal>>;
}

/** An account that is in no total. */
export type NotCounted =
  | { readonly brokerId: BrokerId; readonly reason: 'no-price'; readonly asset: string }
  | { readonly brokerId: BrokerId; readonly reason: 'not-read'; readonly error: BrokerError };

/** Sums over those that are `counted`, in `quoteAsset`. */
export interface Totals {
  readonly quoteAsset: string;
  /** Signed. */
  readonly equity: Decimal;
  readonly availableBalance: Decimal;
  readonly initialMargin: Decimal;
  readonly maintenanceMargin: Decimal;
  readonly counted: readonly BrokerId[];
  /** Empty: the totals are whole. */
  readonly notCounted: readonly NotCounted[];
}

/**
 * Adds up what accounts are worth, exactly. An account whose own quote asset has no price, or that could not be read, is in
 * none of the sums and stands in `notCounted`: nothing is guessed. Assets beside an account's quote asset count as its
 * exchange counts them in the equity.
 *
 * @throws {BrokerError} `invalid-request` for a price that is not above zero.
 */
export function totalOf(
  accounts: readonly ManagedResult<Account>[],
  { quoteAsset, prices = {} }: TotalOptions,
): Totals {
  const priceOf = new Map(Object.entries(prices));
  for (const [asset, price] of priceOf) {
    if (price.isFinite() && price.gt(ZERO)) continue;
    const message = `The price ${price.toFixed()} of ${asset} is not above zero. Leave it out where there is none.`;
    throw new BrokerError('invalid-request', { operation: 'totalOf', message });
  }
  const counted: BrokerId[] = [];
  const notCounted: NotCounted[] = [];
  const sums = { equity: ZERO, availableBalance: ZERO, initialMargin: ZERO, maintenanceMargin: ZERO };
  for (const result of accounts) {
    const { brokerId } = result;
    if (!result.ok) {
      notCounted.push({ brokerId, reason: 'not-read', error: result.error });
      continue;
    }
    const { quoteAsset: asset, ...account } = result.value;
    const price = asset === quoteAsset ? null : priceOf.get(asset);
    if (price === undefined) {
      notCounted.push({ brokerId, reason: 'no-price', asset });
      continue;
    }
    const worth = (amount: Decimal) => (price === null ? amount : amount.times(price));
    sums.equity = sums.equity.plus(worth(account.equity));
    sums.availableBalance = sums.availableBalance.plus(worth(account.availableBalance));
    sums.initialMargin = sums.initialMargin.plus(worth(account.initialMargin));
    sums.maintenanceMargin = sums.maintenanceMargin.plus(worth(account.maintenanceMargin));
    counted.push(brokerId);
  }
  return { quoteAsset, ...sums, counted, notCounted };
}
