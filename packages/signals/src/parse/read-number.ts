import { Decimal, decimal } from '@perpdesk/broker-core';
import type { Refusal } from '../signal.ts';
import { quote, refuse } from './refuse.ts';

export type NumberReading = { readonly ok: true; readonly value: Decimal } | Refusal;

const MAX_LENGTH = 60;
const LARGEST = decimal('1e18');
const SMALLEST = decimal('1e-18');
const WITH_UNIT = /^[+-]?[\d.]+\s*(?:%|\$|usd[tc]?|x|lots?|contracts?)$/i;

/** Decimal text as it was written; never through a float. */
export function readNumber(text: string, name: string): NumberReading {
  const plain = text.trim();
  if (/^[+-]?nan$/i.test(plain)) return refuse('nan-value', `${name} is NaN; the script has no number there.`);
  if (WITH_UNIT.test(plain)) return refuse('ambiguous-unit', `${name} is ${quote(text)}; a plain number is expected.`);
  const value = toDecimal(plain);
  if (value === null) {
    return refuse('bad-number', `${name} is ${quote(text)}; a number such as 0.02 is expected.`);
  }
  if (value.abs().gt(LARGEST) || (!value.isZero() && value.abs().lt(SMALLEST))) {
    return refuse('bad-number', `${name} is ${quote(text)}, out of any sensible range.`);
  }
  return { ok: true, value: value.isZero() ? new Decimal(0) : value };
}

function toDecimal(text: string): Decimal | null {
  if (text.length > MAX_LENGTH) return null;
  try {
    return decimal(text);
  } catch {
    return null;
  }
}
