import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { readSentences } from './read-sentences.ts';
import { SENTENCE_CODES, type SentenceCode, sentence, SENTENCES } from './sentence.ts';
import type { ValueKind } from './sentence-table.ts';
import { splitSlots } from './slots.ts';

const VALUES: Readonly<Record<ValueKind, string>> = {
  text: '"a. B; c"',
  quoted: String.raw`"a \"b\"; c"`,
  number: '-0.05',
  seconds: '7885.77 s',
  direction: 'short',
  side: 'sell',
  state: 'partially-filled',
  symbol: 'BTCUSDT',
  setting: 'one-way',
  list: 'direction or command',
  actor: 'user:111',
  sentence: 'Margin is insufficient (-2019).',
};

/** The sentence with a value of each kind, and the values by name. */
function fill(code: SentenceCode) {
  const parts = splitSlots(SENTENCES[code]);
  const values = Object.fromEntries(
    parts.flatMap((part) => (typeof part === 'string' ? [] : [[part.name, VALUES[part.kind]]])),
  );
  const text = parts.map((part) => (typeof part === 'string' ? part : VALUES[part.kind])).join('');
  return { text, values };
}

const textsOf = (values: Readonly<Record<string, { readonly text: string }>>) =>
  Object.fromEntries(Object.entries(values).map(([name, { text }]) => [name, text]));

describe('sentences', () => {
  test.each(SENTENCE_CODES)('%s is known again with its values', (code) => {
    const { text, values } = fill(code);
    const [said, ...more] = readSentences(text);
    expect(more).toEqual([]);
    expect(said?.code).toBe(code);
    expect(said?.code === null ? null : textsOf(said?.values ?? {})).toEqual(values);
  });

  test('amounts are plain text, and a value is taken as it is', () => {
    expect(sentence('holds-of', { real: decimal('0.00000001'), owned: decimal('1e21') })).toBe(
      'The account holds 0.00000001 of the 1000000000000000000000 that the strategy owns.',
    );
    expect(sentence('name-twice', { name: '"<name> $& {{x}}"' })).toBe(
      'The name "<name> $& {{x}}" stands twice with different values.',
    );
  });

  test('several in one text are told apart', () => {
    const text = `${sentence('nobody-answered')} ${sentence('takes-no-part')}`;
    expect(readSentences(text).map(({ code }) => code)).toEqual(['nobody-answered', 'takes-no-part']);
  });

  test('what holds another one is known as a whole, also before somebody else’s words', () => {
    const inner = sentence('signal-old', { age: 130, most: 120 });
    const [said] = readSentences(sentence('rest-not-sent', { why: inner }));
    expect(said).toEqual({ code: 'rest-not-sent', values: { why: { kind: 'sentence', text: inner } } });
    expect(readSentences(sentence('then-closed', { why: 'Rejected. Code -4045.' })).map(({ code }) => code)).toEqual([
      'then-closed',
    ]);
  });

  test('somebody else’s words stay as they are', () => {
    expect(readSentences('Margin is insufficient.')).toEqual([{ code: null, text: 'Margin is insufficient.' }]);
    expect(readSentences('Rejected. Wait. Nothing was sent. Bye.')).toEqual([
      { code: null, text: 'Rejected. Wait.' },
      { code: 'nothing-sent', values: {} },
      { code: null, text: 'Bye.' },
    ]);
    expect(readSentences('')).toEqual([{ code: null, text: '' }]);
    const long = 'One. '.repeat(1000).trim();
    expect(readSentences(long)).toEqual([{ code: null, text: long }]);
  });

  test('the engine says nothing past this table', () => {
    const root = path.join(import.meta.dirname, '..');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.ts') &&
        !/test|(?:^|\/)(?:sentences|simulation|testing|replay|lint|corpus|story|evidence)\//.test(file),
    );
    const raw = files.flatMap((file) =>
      readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .filter((line) => /(?:detail:?|refuse(?:Wish)?\(.*,|notes:? ?.*\[|no\(.*,) ?['"`][A-Z][^'`]* /.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(files.length).toBeGreaterThan(200);
    expect(raw).toEqual([]);
  });
});
