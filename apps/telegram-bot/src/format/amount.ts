import { decimal, Decimal } from '@perpdesk/broker-core';

/** Narrow no-break space: groups thousands without breaking the line. */
export const THIN = '\u202F';
const MINUS = '\u2212';

/** What the instrument's rules say about decimals; `null` before they are loaded. */
export type Scale = { readonly tickSize: Decimal; readonly stepSize: Decimal } | null;
export type Scales = (brokerId: string, symbol: string) => Scale;

/** Groups the thousands of plain decimal text: `-60120.5` becomes `−60 120.5`. */
export function groupDigits(plain: string): string {
  const [whole = '', fraction] = plain.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  return `${plain.startsWith('-') ? MINUS : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** Plain decimal text of a stored message as a Decimal; `null` stays. */
export function readAmount(text: string): Decimal;
export function readAmount(text: string | null): Decimal | null;
export function readAmount(text: string | null): Decimal | null {
  return text === null ? null : decimal(text);
}

/** A price with the tick's decimals, more where it does not sit on the tick (averages, marks). */
export function formatPrice(price: Decimal, scale: Scale): string {
  if (scale === null) return groupDigits(price.toDecimalPlaces(8).toFixed());
  return groupDigits(price.toFixed(scale.tickSize.decimalPlaces(), Decimal.ROUND_HALF_UP));
}

/** A quantity without its sign, with the step's decimals. */
export function formatQuantity(quantity: Decimal, scale: Scale): string {
  const size = quantity.abs();
  if (scale === null) return groupDigits(size.toFixed());
  return groupDigits(size.toFixed(Math.max(scale.stepSize.decimalPlaces(), size.decimalPlaces())));
}

/** Money with two decimals; below one cent with two digits that count. */
export function formatMoney(amount: Decimal): string {
  const isTiny = !amount.isZero() && amount.abs().lessThan('0.01');
  return groupDigits(isTiny ? amount.toSignificantDigits(2).toFixed() : amount.toFixed(2, Decimal.ROUND_HALF_UP));
}

/** Money with its sign, zero without. */
export function formatPnl(amount: Decimal): string {
  return `${amount.greaterThan(0) ? '+' : ''}${formatMoney(amount)}`;
}

/** `+0.2 %`, at most two decimals. */
export function formatPercent(percent: Decimal): string {
  const rounded = percent.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  return `${rounded.greaterThan(0) ? '+' : ''}${groupDigits(rounded.toFixed())}${THIN}%`;
}

/** By how much `to` differs from `from`, in percent. */
export function percentFrom(from: Decimal, to: Decimal): Decimal {
  return to.minus(from).dividedBy(from).times(100);
}
