import { type Slot, splitSlots } from './slots.ts';
import { VALUE_KINDS, type ValueKind } from './sentence-table.ts';
import { SENTENCE_CODES, type SentenceCode, SENTENCES, type SentenceValueNames } from './sentence.ts';

/** One value of a sentence, as the sentence has it: amounts are plain decimal text. */
export interface SaidValue {
  readonly kind: ValueKind;
  readonly text: string;
}

/** A sentence of the engine's, taken apart. */
export type SaidSentence = {
  readonly [C in SentenceCode]: {
    readonly code: C;
    readonly values: Readonly<Record<SentenceValueNames<C>, SaidValue>>;
  };
}[SentenceCode];

/** `null`: somebody else's words, such as an exchange's. */
export type Said = SaidSentence | { readonly code: null; readonly text: string };

interface Pattern {
  readonly code: SentenceCode;
  readonly slots: readonly Slot[];
  readonly expression: RegExp;
  /** How many letters are its own: the more, the surer it is. */
  readonly weight: number;
}

/** A text of more parts is not the engine's. */
const MAX_PARTS = 12;

let patterns: readonly Pattern[] | null = null;

/** Takes apart what the engine said, also what was stored of it: sentence by sentence, each with its code and values. */
export function readSentences(text: string): readonly Said[] {
  const parts = text.split(/(?<=[.?!]) (?=\S)/);
  if (parts.length > MAX_PARTS) return [{ code: null, text }];
  const said: Said[] = [];
  for (let from = 0; from < parts.length;) {
    const { found, until } = longestFrom(parts, from);
    const last = said.at(-1);
    // somebody else's sentences are one text
    if (found.code === null && last?.code === null)
      said.splice(-1, 1, { code: null, text: `${last.text} ${found.text}` });
    else said.push(found);
    from = until;
  }
  return said;
}

/** A value may have a full stop of its own, and a sentence a second one. */
function longestFrom(parts: readonly string[], from: number): { readonly found: Said; readonly until: number } {
  for (let until = parts.length; until > from; until -= 1) {
    const found = readOne(parts.slice(from, until).join(' '));
    if (found !== null) return { found, until };
  }
  return { found: { code: null, text: parts[from] ?? '' }, until: from + 1 };
}

function readOne(text: string): SaidSentence | null {
  patterns ??= SENTENCE_CODES.map(toPattern).toSorted((a, b) => b.weight - a.weight);
  for (const { code, slots, expression } of patterns) {
    const groups = expression.exec(text)?.groups ?? (slots.length === 0 && expression.test(text) ? {} : null);
    if (groups === null) continue;
    const values = slots.map(({ name, kind }) => [name, { kind, text: groups[name] ?? '' }] as const);
    const said = { code, values: Object.fromEntries(values) };
    if (isSaid(said)) return said;
  }
  return null;
}

interface Loose {
  readonly code: SentenceCode;
  readonly values: Readonly<Record<string, SaidValue>>;
}

function isSaid(said: Loose): said is SaidSentence {
  const { code, values } = said;
  return splitSlots(SENTENCES[code]).every((part) => typeof part === 'string' || part.name in values);
}

function toPattern(code: SentenceCode): Pattern {
  const parts = splitSlots(SENTENCES[code]);
  const slots: Slot[] = [];
  const source = parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
    if (slots.some(({ name }) => name === part.name)) return String.raw`\k<${part.name}>`;
    slots.push(part);
    return `(?<${part.name}>${VALUE_KINDS[part.kind]})`;
  });
  const weight = parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
  return { code, slots, expression: new RegExp(`^${source.join('')}$`), weight };
}
