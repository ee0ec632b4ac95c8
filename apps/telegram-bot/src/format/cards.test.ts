import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../language/language.ts';
import { createSpeech } from '../language/speech.ts';
import type { Card } from './card.ts';
import { ACCOUNT_SAMPLES } from './samples/account-samples.test.fixture.ts';
import { APPROVAL_SAMPLES } from './samples/approval-samples.test.fixture.ts';
import { findEnglish } from './samples/english-words.test.fixture.ts';
import { HELP_SAMPLES } from './samples/help-samples.test.fixture.ts';
import { TRADE_SAMPLES } from './samples/trade-samples.test.fixture.ts';
import { WATCH_SAMPLES } from './samples/watch-samples.test.fixture.ts';

const SAMPLES = { ...ACCOUNT_SAMPLES, ...TRADE_SAMPLES, ...HELP_SAMPLES, ...APPROVAL_SAMPLES, ...WATCH_SAMPLES };
const ALL = Object.entries(SAMPLES).flatMap(([card, samples]) =>
  Object.entries(samples).map(([what, sample]) => ({ card, what, sample })),
);
const SPEECHES = LANGUAGES.map((language) => createSpeech(language, language === 'en' ? 'UTC' : 'Europe/Berlin'));
/** As a person reads it: the text, then a line for each row of buttons. */
function show({ text, buttons }: Card): string {
  const rows = buttons.map((row) => row.map((button) => `[${button.label}]`).join(' '));
  return [text.text, ...rows].join('\n').replaceAll('\u202f', '_');
}

describe('every card in every language', () => {
  test.each(ALL)('$card: $what', ({ sample }) => {
    for (const speech of SPEECHES) expect(show(sample(speech))).toMatchSnapshot(speech.language);
  });

  test('German ones have no English words', () => {
    const [, german] = SPEECHES;
    const found = ALL.flatMap(({ card, what, sample }) =>
      findEnglish(show(sample(german!))).map((word) => `${card} ${what}: ${word}`),
    );
    expect(found).toEqual([]);
  });
});
