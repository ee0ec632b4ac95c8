import type { Refusal } from '../signal.ts';
import { refuse } from './refuse.ts';
import { sentence } from '../sentences/sentence.ts';

interface Hint {
  readonly fits: (rest: string, before: string) => boolean;
  readonly text: string;
}

const HINTS: readonly Hint[] = [
  { fits: (rest) => /^(\/\/|\/\*|#)/.test(rest), text: sentence('json-comments') },
  { fits: (rest) => rest.startsWith('{{'), text: sentence('json-placeholder') },
  { fits: (rest) => /^[“”„‟‘’]/.test(rest), text: sentence('json-curly-quotes') },
  { fits: (rest) => rest.startsWith("'"), text: sentence('json-single-quotes') },
  { fits: (rest, before) => /^[}\]]/.test(rest) && before.endsWith(','), text: sentence('json-last-comma') },
  {
    fits: (rest, before) => rest.startsWith(',') && /[{[,:]$/.test(before),
    text: sentence('json-no-value'),
  },
  {
    fits: (rest, before) => rest.startsWith('{') && before.endsWith('}'),
    text: sentence('json-two-objects'),
  },
  { fits: (rest) => rest === '', text: sentence('json-too-short') },
  { fits: (rest, before) => rest.startsWith('"') && !/[{[,:]$/.test(before), text: sentence('json-no-comma') },
  {
    fits: (rest, before) => before.endsWith('"') && /^[^\s,:}\]]/.test(rest),
    text: sentence('json-inner-quote'),
  },
  { fits: (rest) => /^[\r\n\t]/.test(rest), text: sentence('json-line-end') },
  { fits: (rest) => /^[A-Za-z$]/.test(rest), text: sentence('json-text') },
  { fits: (rest) => /^[.+\d-]/.test(rest), text: sentence('json-number') },
];

/** `at`: the offset in the text where it breaks. */
export type JsonFault = Refusal & { readonly at: number };

/** Says where the text stops being JSON and what to change. Quotes one character at most. */
export function describeJsonError(text: string, position: number): JsonFault {
  const start = tokenStart(text, position);
  const rest = text.slice(start);
  const before = text.slice(0, start).trimEnd();
  const place = placeOf(text, start);
  if (/^-?NaN\b/i.test(rest)) {
    return { ...refuse('nan-value', sentence('nan-at', place)), at: start };
  }
  const shown = JSON.stringify(String.fromCodePoint(rest.codePointAt(0) ?? 32));
  const breaks = rest === '' ? sentence('json-ends', place) : sentence('json-breaks', { ...place, shown });
  const hint = HINTS.find(({ fits }) => fits(rest, before))?.text ?? sentence('json-none');
  return { ...refuse('bad-json', `${breaks} ${hint}`), at: start };
}

/** The parser stops behind the first brace of `{{x}}` and behind `-` in `-x`: the error is said where the token begins. */
function tokenStart(text: string, position: number): number {
  const at = Math.min(position, text.length);
  return at > 0 && /^(?:-[A-Za-z]|\{\{)/.test(text.slice(at - 1, at + 1)) ? at - 1 : at;
}

function placeOf(text: string, position: number) {
  const lines = text.slice(0, position).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
