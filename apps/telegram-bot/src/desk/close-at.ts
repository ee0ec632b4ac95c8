import { type Decimal, formatDecimal, type Instrument } from '@perpdesk/broker-core';
import type { Phrase } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import { sizeTexts } from '../language/texts/size.ts';
import { parseCloseAmount } from './close-amount.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { parseLevel, type TypedTarget } from './order-terms.ts';
import { targetsAt } from './plan-targets.ts';
import { closeQuantity } from './preview-close.ts';
import type { ProtectBasis, ProtectPlan } from './protect-plan.ts';

/** How it is written. */
export const CLOSE_AT_FORM = '/close BTCUSDT @62000 · /close BTCUSDT 50% @62000 · /close BTCUSDT 0.01 @62000';

const PRICE = /^@\d/u;

/** Whether a close names a price: an `@` before a digit. */
export function namesPrice(text: string): boolean {
  return text.split(/\s+/u).some((word) => PRICE.test(word));
}

const usage = () => refuse('usage', ({ say }) => say(handTexts).usage(CLOSE_AT_FORM));

interface ClosingTarget {
  readonly target: TypedTarget;
  readonly notes: readonly Phrase[];
}

/** `50% @62000`, or `0.01 @62000`: a quantity stays one, whatever becomes of the position. */
function toTarget({ words, position, instrument }: ProtectBasis): DeskResult<ClosingTarget> {
  const [named, second] = words.filter((word) => PRICE.test(word));
  const [part, extra] = words.filter((word) => !PRICE.test(word));
  if (named === undefined || second !== undefined || extra !== undefined) return usage();
  const at = parseLevel(named.slice(1));
  if (at === null) return usage();
  const amount = parseCloseAmount(part);
  if (!amount.ok) return amount;
  const closing = closeQuantity({ position, amount: amount.value }, instrument);
  if (!closing.ok) return closing;
  const quantity = closing.value;
  if (amount.value.type === 'quantity') {
    const notes = quantityNotes(amount.value.quantity, quantity, instrument);
    return accept({ target: { at, share: null, quantity }, notes });
  }
  const isAll = quantity.equals(position.quantity.abs()) || amount.value.type === 'all';
  const share = isAll ? null : amount.value.fraction.times(100);
  return accept({ target: { at, share }, notes: [] });
}

/** What a quantity was rounded to, and that it stays it. */
function quantityNotes(asked: Decimal, quantity: Decimal, instrument: Instrument): readonly Phrase[] {
  const stays: Phrase = (speech) => speech.say(handTexts).staysQuantity(speech.quantity(quantity, instrument));
  const rounded: Phrase = ({ say, digits }) => {
    const [from = '', to = '', step = ''] = [asked, quantity, instrument.stepSize].map((it) =>
      digits(formatDecimal(it)),
    );
    return say(sizeTexts).rounded(from, to, step);
  };
  return quantity.equals(asked) ? [stays] : [rounded, stays];
}

/** Plans a close at a price as the target that it is. It replaces the targets that stand, and its card says so. */
export function planCloseAt(basis: ProtectBasis): DeskResult<ProtectPlan> {
  const closing = toTarget(basis);
  if (!closing.ok) return closing;
  const plan = targetsAt(basis, [closing.value.target]);
  return plan.ok ? accept({ ...plan.value, lines: [...plan.value.lines, ...closing.value.notes] }) : plan;
}
