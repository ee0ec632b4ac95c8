import { Decimal } from '@perpdesk/broker-core';

const MONEY_PLACES = 8;
const PRICE_PLACES = 12;

/** Settle asset, eight places, never less: what the account pays or must hold. */
export function roundMoneyUp(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(MONEY_PLACES, Decimal.ROUND_CEIL);
}

/** Settle asset, eight places, never more: what the account gets. */
export function roundMoneyDown(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(MONEY_PLACES, Decimal.ROUND_FLOOR);
}

/** Quote asset, twelve places, against the holder: up for a long, down for a short. */
export function roundEntryPrice(price: Decimal, isLong: boolean): Decimal {
  return price.toDecimalPlaces(PRICE_PLACES, isLong ? Decimal.ROUND_CEIL : Decimal.ROUND_FLOOR);
}

/** Quote asset, twelve places, half to even: only shown. */
export function roundAveragePrice(price: Decimal): Decimal {
  return price.toDecimalPlaces(PRICE_PLACES, Decimal.ROUND_HALF_EVEN);
}
