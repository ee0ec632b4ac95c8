import type { Refusal } from '../signal.ts';
import { refuse } from './refuse.ts';

interface Hint {
  readonly fits: (rest: string, before: string) => boolean;
  readonly text: string;
}

const HINTS: readonly Hint[] = [
  { fits: (rest) => /^(\/\/|\/\*|#)/.test(rest), text: 'JSON has no comments; remove them.' },
  { fits: (rest) => rest.startsWith('{{'), text: 'Put the placeholder in double quotes.' },
  { fits: (rest) => /^[“”„‟‘’]/.test(rest), text: 'Replace the curly quotes by straight double quotes.' },
  { fits: (rest) => rest.startsWith("'"), text: 'Use double quotes, not single ones.' },
  { fits: (rest, before) => /^[}\]]/.test(rest) && before.endsWith(','), text: 'Remove the comma before it.' },
  {
    fits: (rest, before) => rest.startsWith(',') && /[{[,:]$/.test(before),
    text: 'A value is missing before the comma.',
  },
  {
    fits: (rest, before) => rest.startsWith('{') && before.endsWith('}'),
    text: 'Only one JSON object may stand in the body.',
  },
  { fits: (rest) => rest === '', text: 'The text ends too early; a quote or bracket is not closed.' },
  { fits: (rest, before) => rest.startsWith('"') && !/[{[,:]$/.test(before), text: 'A comma is missing before it.' },
  {
    fits: (rest, before) => before.endsWith('"') && /^[^\s,:}\]]/.test(rest),
    text: 'A double quote inside a text must be written \\", and a comma must stand between two fields.',
  },
  { fits: (rest) => /^[\r\n\t]/.test(rest), text: 'A text may not run over the end of its line; write \\n.' },
  { fits: (rest) => /^[A-Za-z$]/.test(rest), text: 'Put the text in double quotes.' },
  { fits: (rest) => /^[.+\d-]/.test(rest), text: 'The number cannot be read; put it in double quotes.' },
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
    return { ...refuse('nan-value', `A value is NaN (${place}); the script has no number there.`), at: start };
  }
  const found = rest === '' ? 'the end of the text' : JSON.stringify(String.fromCodePoint(rest.codePointAt(0) ?? 32));
  const hint = HINTS.find(({ fits }) => fits(rest, before))?.text ?? 'The text is no JSON here.';
  return { ...refuse('bad-json', `The JSON breaks at ${place}, at ${found}. ${hint}`), at: start };
}

/** The parser stops behind the first brace of `{{x}}` and behind `-` in `-x`: the error is said where the token begins. */
function tokenStart(text: string, position: number): number {
  const at = Math.min(position, text.length);
  return at > 0 && /^(?:-[A-Za-z]|\{\{)/.test(text.slice(at - 1, at + 1)) ? at - 1 : at;
}

function placeOf(text: string, position: number): string {
  const lines = text.slice(0, position).split(/\r\n|\r|\n/);
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
