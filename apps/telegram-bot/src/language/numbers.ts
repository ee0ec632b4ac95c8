import { Decimal } from '@perpdesk/broker-core';
import type { Language } from './language.ts';

/** Narrow no-break space: groups thousands without breaking the line, and is no decimal mark anywhere. */
export const THIN = '\u202F';
const MINUS = '\u2212';

/** What the instrument's rules say about decimals; `null` before they are loaded. */
export type Scale = { readonly tickSize: Decimal; readonly stepSize: Decimal } | null;
export type Scales = (brokerId: string, symbol: string) => Scale;

/** Amounts as a language writes them. All of it is done on decimal text: no amount passes through a float. */
export interface Numbers {
  /** Groups the thousands of plain decimal text: `-60120.5` becomes `−60 120.5`, in German `−60 120,5`. */
  digits(plain: string): string;
  /** A price with the tick's decimals, more where it does not sit on the tick (averages, marks). */
  price(price: Decimal, scale: Scale): string;
  /** A quantity without its sign, with the step's decimals. */
  quantity(quantity: Decimal, scale: Scale): string;
  /** Money with two decimals; below one cent with two digits that count. */
  money(amount: Decimal): string;
  /** Money with its sign, zero without. */
  pnl(amount: Decimal): string;
  /** `+0.2 %`, at most two decimals. */
  percent(percent: Decimal): string;
  /** `0.2 %`: a share, without a plus. */
  share(percent: Decimal): string;
  /** Amounts side by side, what parts them never taken for a decimal mark: `1.5, 2`, in German `1,5; 2`. */
  list(parts: readonly string[]): string;
}

function decimalMark(language: Language): string {
  const parts = new Intl.NumberFormat(language).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}

export function createNumbers(language: Language): Numbers {
  const mark = decimalMark(language);
  const digits = (plain: string) => {
    const [whole = '', fraction] = plain.replace('-', '').split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
    return `${plain.startsWith('-') ? MINUS : ''}${grouped}${fraction === undefined ? '' : `${mark}${fraction}`}`;
  };
  const money = (amount: Decimal) => {
    const isTiny = !amount.isZero() && amount.abs().lessThan('0.01');
    return digits(isTiny ? amount.toSignificantDigits(2).toFixed() : amount.toFixed(2, Decimal.ROUND_HALF_UP));
  };
  const share = (percent: Decimal) => `${digits(percent.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed())}${THIN}%`;
  return {
    digits,
    price(price, scale) {
      if (scale === null) return digits(price.toDecimalPlaces(8).toFixed());
      return digits(price.toFixed(scale.tickSize.decimalPlaces(), Decimal.ROUND_HALF_UP));
    },
    quantity(quantity, scale) {
      const size = quantity.abs();
      if (scale === null) return digits(size.toFixed());
      return digits(size.toFixed(Math.max(scale.stepSize.decimalPlaces(), size.decimalPlaces())));
    },
    money,
    pnl: (amount) => `${amount.greaterThan(0) ? '+' : ''}${money(amount)}`,
    percent: (percent) =>
      `${percent.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).greaterThan(0) ? '+' : ''}${share(percent)}`,
    share,
    list: (parts) => parts.join(mark === ',' ? '; ' : ', '),
  };
}
