import { decimal, type Decimal } from '@perpdesk/broker-core';
import { PLAIN_SPEECH } from '../language/speech.ts';

export type { Scale, Scales } from '../language/numbers.ts';

/** Plain decimal text of a stored message as a Decimal; `null` stays. */
export function readAmount(text: string): Decimal;
export function readAmount(text: string | null): Decimal | null;
export function readAmount(text: string | null): Decimal | null {
  return text === null ? null : decimal(text);
}

/** By how much `to` differs from `from`, in percent. */
export function percentFrom(from: Decimal, to: Decimal): Decimal {
  return to.minus(from).dividedBy(from).times(100);
}

export const {
  digits: groupDigits,
  price: formatPrice,
  quantity: formatQuantity,
  money: formatMoney,
  pnl: formatPnl,
  percent: formatPercent,
} = PLAIN_SPEECH;
