import { Decimal, decimal } from '@perpdesk/broker-core';
import type { Refusal } from '../signal.ts';
import { quote, refuse } from './refuse.ts';
import { sentence } from '../sentences/sentence.ts';

export type NumberReading = { readonly ok: true; readonly value: Decimal } | Refusal;

const MAX_LENGTH = 60;
const LARGEST = decimal('1e18');
const SMALLEST = decimal('1e-18');
const WITH_UNIT = /^[+-]?[\d.]+\s*(?:%|\$|usd[tc]?|x|lots?|contracts?)$/i;

/** Decimal text as it was written; never through a float. */
export function readNumber(text: string, name: string): NumberReading {
  const plain = text.trim();
  if (/^[+-]?nan$/i.test(plain)) return refuse('nan-value', sentence('number-nan', { field: name }));
  if (WITH_UNIT.test(plain))
    return refuse('ambiguous-unit', sentence('number-plain', { field: name, shown: quote(text) }));
  const value = toDecimal(plain);
  if (value === null) {
    return refuse('bad-number', sentence('number-expected', { field: name, shown: quote(text) }));
  }
  if (value.abs().gt(LARGEST) || (!value.isZero() && value.abs().lt(SMALLEST))) {
    return refuse('bad-number', sentence('number-range', { field: name, shown: quote(text) }));
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
