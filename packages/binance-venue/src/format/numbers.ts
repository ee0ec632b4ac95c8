import type { Decimal, Instrument } from '@perpdesk/broker-core';

const MONEY_PLACES = 8;

/** Decimals of a price on the wire; more than the tick has, as at Binance: it is no tick. */
export function pricePrecision({ tickSize }: Instrument): number {
  return tickSize.decimalPlaces() + 1;
}

export function quantityPrecision({ stepSize }: Instrument): number {
  return stepSize.decimalPlaces();
}

export function formatWirePrice(price: Decimal | null, instrument: Instrument): string {
  return price === null ? '0' : price.toFixed(pricePrecision(instrument));
}

/** Averages have more decimals than prices. */
export function formatAveragePrice(price: Decimal | null, instrument: Instrument): string {
  if (price === null) return '0';
  return price.toFixed(Math.max(price.decimalPlaces(), pricePrecision(instrument)));
}

export function formatWireQuantity(quantity: Decimal | null, instrument: Instrument): string {
  return quantity === null ? '0' : quantity.toFixed(quantityPrecision(instrument));
}

/** Balances, margins, PnL, fees: eight places. */
export function formatMoney(amount: Decimal): string {
  return amount.toFixed(MONEY_PLACES);
}
