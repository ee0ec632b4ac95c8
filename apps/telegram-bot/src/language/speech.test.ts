import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import { inLanguages } from './in-languages.ts';
import { LANGUAGES, toLanguage } from './language.ts';
import { createSpeech } from './speech.ts';
import { toTimeZone } from './times.ts';

/** Whether `Texts` may be given where English has `T`. */
type Fits<T, Texts> = Texts extends Parameters<typeof inLanguages<T>>[0] ? true : false;

const english = createSpeech('en', 'UTC');
const german = createSpeech('de', 'Europe/Berlin');
const AT = Date.UTC(2026, 10, 26, 7, 0, 3);

describe('numbers', () => {
  test.each([
    ['0', '0', '0'],
    ['-60120.5', '−60\u202f120.5', '−60\u202f120,5'],
    ['1234567.00000001', '1\u202f234\u202f567.00000001', '1\u202f234\u202f567,00000001'],
    ['999', '999', '999'],
    ['-0.5', '−0.5', '−0,5'],
  ])('the digits of %s', (plain, en, de) => {
    expect(english.digits(plain)).toBe(en);
    expect(german.digits(plain)).toBe(de);
  });

  test('no digit is lost where a float would lose some', () => {
    const amount = decimal('12345678901234567890.12');
    expect(german.money(amount)).toBe('12\u202f345\u202f678\u202f901\u202f234\u202f567\u202f890,12');
  });

  test('money, profit and percent', () => {
    expect(german.money(decimal('1234.5'))).toBe('1\u202f234,50');
    expect(german.money(decimal('0.001234'))).toBe('0,0012');
    expect(german.pnl(decimal('2.414'))).toBe('+2,41');
    expect(german.pnl(decimal('-2.414'))).toBe('−2,41');
    expect(german.pnl(decimal('0'))).toBe('0,00');
    expect(german.percent(decimal('0.204'))).toBe('+0,2\u202f%');
    expect(german.percent(decimal('-9.666'))).toBe('−9,67\u202f%');
    expect(german.share(decimal('50'))).toBe('50\u202f%');
  });

  test('prices sit on the tick, quantities on the step', () => {
    expect(german.price(decimal('60000'), fakeInstrument())).toBe('60\u202f000,0');
    expect(german.quantity(decimal('-0.02'), fakeInstrument())).toBe('0,020');
    expect(german.price(decimal('60000.123456789'), null)).toBe('60\u202f000,12345679');
    expect(german.quantity(decimal('-0.02'), null)).toBe('0,02');
  });
});

describe('times', () => {
  test('are in the reader’s zone, which is named', () => {
    expect(english.time(AT)).toBe('07:00:03 UTC');
    expect(createSpeech('en', 'Europe/Berlin').time(AT)).toBe('08:00:03 CET');
    expect(german.time(AT)).toBe('08:00:03 MEZ');
    expect(german.time(Date.UTC(2026, 6, 1, 22))).toBe('00:00:00 MESZ');
    expect(german.date(AT)).toBe('26. Nov. 2026');
    expect(english.moment(AT)).toBe('26 Nov 2026, 07:00 UTC');
  });

  test.each([
    [120, '120 ms', '120 ms'],
    [-5, '0 ms', '0 ms'],
    [4000, '4 s', '4 s'],
    [125_000, '2 min 5 s', '2 min 5 s'],
    [3 * 86_400_000 + 4 * 3_600_000 + 5, '3 d 4 h', '3 T 4 h'],
    [86_400_000 + 60_000, '1 d', '1 T'],
  ])('a span of %i ms', (ms, en, de) => {
    expect(english.span(ms)).toBe(en);
    expect(german.span(ms)).toBe(de);
  });

  test('a zone is known by its IANA name in any letter case', () => {
    expect(toTimeZone('europe/berlin')).toBe('Europe/Berlin');
    expect(toTimeZone('UTC')).toBe('UTC');
    for (const name of ['Mars/Base', '', '+02:00', 'x'.repeat(300)]) expect(toTimeZone(name)).toBeNull();
  });
});

describe('languages', () => {
  test.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['EN_us', 'en'],
    ['fr', null],
    ['', null],
    [undefined, null],
  ])('%s is %s', (code, language) => {
    expect(toLanguage(code)).toBe(language);
  });

  test('texts are said in the reader’s', () => {
    const texts = inLanguages({
      en: { left: (count: number) => `${count} left` },
      de: { left: (count) => `noch ${count}` },
    });
    expect(LANGUAGES.map((language) => createSpeech(language, 'UTC').say(texts).left(2))).toEqual(['2 left', 'noch 2']);
  });

  test('a text that is missing, a language that is, or another parameter does not compile', () => {
    interface Texts {
      readonly one: string;
      readonly count: (count: number) => string;
    }
    // if one of these fitted, this file would not compile
    const fitting: readonly [
      Fits<Texts, { en: Texts; de: Texts }>,
      Fits<Texts, { en: Texts; de: Pick<Texts, 'count'> }>,
      Fits<Texts, { en: Texts; de: { one: string; count: (count: string) => string } }>,
      Fits<Texts, { en: Texts; de: { one: number; count: (count: number) => string } }>,
      Fits<Texts, { en: Texts }>,
    ] = [true, false, false, false, false];
    expect(fitting.filter((fits) => fits)).toEqual([true]);
  });
});
