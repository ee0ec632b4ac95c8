import { Decimal, type Account, type MarginType } from '@perpdesk/broker-core';

export interface LiquidationInput {
  readonly direction: 'long' | 'short';
  /** Base asset, > 0. */
  readonly quantity: Decimal;
  /** Quote asset. */
  readonly entryPrice: Decimal;
  readonly leverage: number;
  readonly marginType: MarginType;
  readonly account: Account;
  /** Fraction of notional. */
  readonly maintenanceMarginRate: Decimal;
}

/**
 * Where a new position on a flat symbol would be liquidated, in quote asset; `null` where no price reaches it.
 *
 * An estimate: it counts the account's other positions as they stand now, and no fees or funding.
 */
export function estimateLiquidation(input: LiquidationInput): Decimal | null {
  const { quantity, entryPrice, account, maintenanceMarginRate: rate } = input;
  const notional = quantity.times(entryPrice);
  const cushion =
    input.marginType === 'isolated'
      ? notional.dividedBy(new Decimal(input.leverage.toString()))
      : account.equity.minus(account.maintenanceMargin);
  const price =
    input.direction === 'long'
      ? notional.minus(cushion).dividedBy(quantity.times(new Decimal('1').minus(rate)))
      : notional.plus(cushion).dividedBy(quantity.times(new Decimal('1').plus(rate)));
  return price.greaterThan(0) ? price : null;
}
