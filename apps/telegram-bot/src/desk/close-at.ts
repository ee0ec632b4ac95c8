import { Decimal, formatDecimal, type Instrument, type Position } from '@perpdesk/broker-core';
import { handTexts } from '../language/texts/hand.ts';
import { parseCloseAmount } from './close-amount.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { closeQuantity } from './preview-close.ts';

/** How it is written. */
export const CLOSE_AT_FORM = '/close BTCUSDT @62000 · /close BTCUSDT 50% @62000 · /close BTCUSDT 0.01 @62000';

const PRICE = /^@\d/u;

/** Whether a close names a price: an `@` before a digit. */
export function namesPrice(text: string): boolean {
  return text.split(/\s+/u).some((word) => PRICE.test(word));
}

/** As much of the position, in percent: rounded up, so that a whole step of it stays one. */
function shareOf(quantity: Decimal, { quantity: whole }: Position): string {
  const percent = quantity.times(100).dividedBy(whole.abs());
  return formatDecimal(percent.toDecimalPlaces(10, Decimal.ROUND_UP));
}

interface CloseAt {
  readonly position: Position;
  readonly instrument: Instrument;
  readonly words: readonly string[];
}

/** `50% @62000`, or as much as a quantity, in the words of a target: `62000:50%`. */
function toTarget({ words, position, instrument }: CloseAt): DeskResult<string> {
  const [named, second] = words.filter((word) => PRICE.test(word));
  const [part, extra] = words.filter((word) => !PRICE.test(word));
  if (named === undefined || second !== undefined || extra !== undefined) {
    return refuse('usage', ({ say }) => say(handTexts).usage(CLOSE_AT_FORM));
  }
  const price = named.slice(1);
  const amount = parseCloseAmount(part);
  if (!amount.ok) return amount;
  const quantity = closeQuantity({ position, amount: amount.value }, instrument);
  if (!quantity.ok) return quantity;
  if (quantity.value.equals(position.quantity.abs())) return accept(price);
  const share =
    amount.value.type === 'fraction'
      ? formatDecimal(amount.value.fraction.times(100))
      : shareOf(quantity.value, position);
  return accept(`${price}:${share}%`);
}

/** Plans a close at a price as the target that it is. It replaces the targets that stand, and its card says so. */
export function planCloseAt<Basis extends CloseAt, Planned>(
  basis: Basis,
  planTargets: (basis: Basis) => DeskResult<Planned>,
): DeskResult<Planned> {
  const target = toTarget(basis);
  return target.ok ? planTargets({ ...basis, words: [target.value] }) : target;
}
