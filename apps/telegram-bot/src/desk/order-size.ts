import { sizeTexts } from '../language/texts/size.ts';
import { decimal, type Decimal } from '@perpdesk/broker-core';
import { accept, refuse, type DeskResult } from './desk-result.ts';

/** How much a person asked for: unit and basis are in the name. */
export type OrderSize =
  /** Base asset. */
  | { readonly type: 'quantity'; readonly quantity: Decimal }
  /** Quote asset. */
  | { readonly type: 'notional'; readonly notional: Decimal }
  /** Percent of the account's equity, as notional. */
  | { readonly type: 'equity-percent'; readonly percent: Decimal }
  /** Percent of the account's equity that is lost when the stop is hit. */
  | { readonly type: 'risk-percent'; readonly percent: Decimal };

const PLAIN = /^\d{1,15}(\.\d{1,18})?$/;

/** A plain decimal above zero, or `null`: no sign, no exponent, no comma, no spaces. */
export function parseAmount(text: string): Decimal | null {
  if (!PLAIN.test(text)) return null;
  const amount = decimal(text);
  return amount.isZero() ? null : amount;
}

/** Reads a size as a person types it. */
export function parseOrderSize(text: string): DeskResult<OrderSize> {
  const risk = /^risk(.+)%$/iu.exec(text)?.[1];
  if (risk !== undefined) {
    const percent = parseAmount(risk);
    if (percent !== null && percent.lessThanOrEqualTo(100)) return accept({ type: 'risk-percent', percent });
  } else if (text.startsWith('$')) {
    const notional = parseAmount(text.slice(1));
    if (notional !== null) return accept({ type: 'notional', notional });
  } else if (text.endsWith('%')) {
    const percent = parseAmount(text.slice(0, -1));
    if (percent !== null) return accept({ type: 'equity-percent', percent });
  } else {
    const quantity = parseAmount(text);
    if (quantity !== null) return accept({ type: 'quantity', quantity });
  }
  return refuse('size', ({ say }) => {
    const words = say(sizeTexts);
    return `${words.noSize([...text].slice(0, 24).join(''))} ${words.form}`;
  });
}
