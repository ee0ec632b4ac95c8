import { refusalTexts } from '../language/texts/refusal.ts';
import { ZERO, type Decimal } from '@perpdesk/broker-core';
import { accept, refuse, type DeskRefusal, type DeskResult } from './desk-result.ts';
import { parseAmount } from './order-size.ts';

/** A price as a person types it. */
export type TypedLevel =
  /** Quote asset. */
  | { readonly type: 'price'; readonly price: Decimal }
  /** Percent of the entry's price, away from it. */
  | { readonly type: 'percent'; readonly percent: Decimal };

export interface TypedTarget {
  readonly at: TypedLevel;
  /** Percent of the position; `null`: what the others leave. */
  readonly share: Decimal | null;
  /** Base asset, on the step, in place of a share. */
  readonly quantity?: Decimal;
}

/** What may follow the size of an entry. */
export interface OrderTerms {
  /** Quote asset; `null`: at the market. */
  readonly limitPrice: Decimal | null;
  readonly stop: TypedLevel | null;
  readonly targets: readonly TypedTarget[];
  readonly leverage: number | null;
}

const MAX_TARGETS = 10;

/** Reads `59000` or `2%`; `null`: neither. */
export function parseLevel(text: string): TypedLevel | null {
  if (!text.endsWith('%')) {
    const price = parseAmount(text);
    return price === null ? null : { type: 'price', price };
  }
  const percent = parseAmount(text.slice(0, -1));
  return percent === null || percent.greaterThanOrEqualTo(100) ? null : { type: 'percent', percent };
}

/** `50%` or `50`; what is below one and no percent looks like a quantity. `null`: neither. */
function parseShare(text: string): Decimal | null {
  const percent = parseAmount(text.replace(/%$/, ''));
  return percent === null || (percent.lessThan(1) && !text.endsWith('%')) ? null : percent;
}

/** Reads `62000`, `62000:50%`, several with commas between; `null` for anything else. */
export function parseTargets(text: string): readonly TypedTarget[] | null {
  const targets: TypedTarget[] = [];
  for (const part of text.split(',')) {
    const [level = '', share, extra] = part.split(':');
    const at = parseLevel(level);
    const percent = share === undefined ? null : parseShare(share);
    if (at === null || extra !== undefined || (share !== undefined && percent === null)) return null;
    targets.push({ at, share: percent });
  }
  return targets;
}

/** Whether a comma may stand for a decimal's point: `58000,5` is one price for who wrote it, and two targets for who reads it. */
export function mayBeDecimalComma(text: string): boolean {
  const parts = text.split(',');
  return parts.slice(1).some((part, at) => mayBeOneNumber(parts[at] ?? '', part.split(':')[0] ?? ''));
}

function mayBeOneNumber(before: string, digits: string): boolean {
  const [level = '', share] = before.split(':');
  if (!/^\d+$/.test(share ?? level) || !/^\d{1,4}%?$/.test(digits)) return false;
  const first = parseLevel(level);
  if (first === null) return level === '0';
  if (first.type === 'percent') return false;
  if (digits.endsWith('%')) return share !== undefined || first.price.lessThan(100);
  // targets of one position lie near each other
  return first.price.times(2).lessThanOrEqualTo(digits) || first.price.dividedBy(2).greaterThanOrEqualTo(digits);
}

/** Whether the targets leave something to each of them, and take no more than all of it. */
export function fitTogether(targets: readonly TypedTarget[]): boolean {
  const told = targets.reduce((sum, { share }) => sum.plus(share ?? ZERO), ZERO);
  const isEach = targets.every(({ share }) => share !== null);
  return targets.length <= MAX_TARGETS && (isEach ? told.lessThanOrEqualTo(100) : told.lessThan(100));
}

type Term = '@' | 'sl=' | 'tp=' | 'tp=,' | 'lev=';

const short = (word: string): string => [...word].slice(0, 24).join('');

function no(word: string, what: Term): DeskRefusal {
  return refuse('terms', ({ say }) => say(refusalTexts).term[what](short(word)));
}

type MutableTerms = { -readonly [K in keyof OrderTerms]: OrderTerms[K] };

/** Reads `[@price] [sl=] [tp=price[:share]] [lev=]` in any order and letter case. */
export function parseTerms(words: readonly string[], usage: string): DeskResult<OrderTerms> {
  const terms: MutableTerms = { limitPrice: null, stop: null, targets: [], leverage: null };
  const seen = new Set<string>();
  for (const word of words) {
    const [, name, value = ''] = /^(@|price=|sl=|tp=|lev=)(.*)$/isu.exec(word) ?? [];
    if (name === undefined) return refuse('usage', ({ say }) => say(refusalTexts).oneTooMany(short(word), usage));
    const key = name.toLowerCase().replace('price=', '@');
    if (key !== 'tp=' && seen.has(key)) return refuse('terms', ({ say }) => say(refusalTexts).twice(short(word)));
    seen.add(key);
    const wrong = readTerm(terms, key, value);
    if (wrong !== null) return no(word, wrong);
  }
  return accept(terms);
}

/** What it should have been; `null`: it was. */
function readTerm(terms: MutableTerms, key: string, value: string): Term | null {
  switch (key) {
    case '@':
      terms.limitPrice = parseAmount(value);
      return terms.limitPrice === null ? '@' : null;
    case 'sl=':
      terms.stop = parseLevel(value);
      return terms.stop === null ? 'sl=' : null;
    case 'tp=': {
      if (mayBeDecimalComma(value)) return 'tp=,';
      const more = parseTargets(value);
      terms.targets = [...terms.targets, ...(more ?? [])];
      return more === null || !fitTogether(terms.targets) ? 'tp=' : null;
    }
    default:
      if (!/^[1-9]\d{0,2}x?$/iu.test(value)) return 'lev=';
      terms.leverage = Number.parseInt(value, 10);
      return null;
  }
}

/** The terms as they were typed, for asking anew; a price is never taken for an account's name. */
export function termsText(words: readonly string[]): string {
  return words.map((word) => word.replace(/^@/, 'price=')).join(' ');
}
