import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../language/language.ts';
import { createSpeech } from '../language/speech.ts';
import type { Card } from './card.ts';
import { SAMPLES } from './samples/all-samples.test.fixture.ts';
import { findEnglish } from './samples/english-words.test.fixture.ts';

/** An exchange's own words stay. */
const EXCHANGE_SAYS = 'Margin is insufficient.';
/** A command is called the same in every language. */
const HELP_OF_ONE = /\/help [a-z_]+/g;
/** It has no words of its own. */
const WORDLESS = ['plainCard'];
const ALL = Object.entries(SAMPLES).flatMap(([card, samples]) =>
  Object.entries(samples).map(([what, sample]) => ({ card, what, sample })),
);
const SPEECHES = LANGUAGES.map((language) => createSpeech(language, language === 'en' ? 'UTC' : 'Europe/Berlin'));
/** As a person reads it: the text, then a line for each row of buttons. */
function show({ text, buttons }: Card): string {
  const rows = buttons.map((row) => row.map((button) => `[${button.label}]`).join(' '));
  return [text.text, ...rows].join('\n').replaceAll('\u202f', '_');
}

function readFiles(folder: string, isMeant: (file: string) => boolean): readonly string[] {
  const root = path.join(import.meta.dirname, folder);
  return readdirSync(root)
    .filter(isMeant)
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
}

describe('every card in every language', () => {
  test('has a sample', () => {
    const cards = readFiles('.', (file) => file.endsWith('.ts')).flatMap((text) =>
      [...text.matchAll(/^export function (\w+Card)\(/gm)].map(([, name]) => name ?? ''),
    );
    const samples = readFiles('samples', (file) => file.endsWith('-samples.test.fixture.ts')).join('\n');
    expect(cards.length).toBeGreaterThan(30);
    expect(cards.filter((name) => !samples.includes(`${name}(`) && !WORDLESS.includes(name))).toEqual([]);
  });

  test.each(ALL)('$card: $what', ({ sample }) => {
    for (const speech of SPEECHES) expect(show(sample(speech))).toMatchSnapshot(speech.language);
  });

  test('German ones have no English words', () => {
    const [, german] = SPEECHES;
    const found = ALL.flatMap(({ card, what, sample }) =>
      findEnglish(show(sample(german!)).replaceAll(EXCHANGE_SAYS, '').replaceAll(HELP_OF_ONE, '')).map(
        (word) => `${card} ${what}: ${word}`,
      ),
    );
    expect(found).toEqual([]);
  });
});
