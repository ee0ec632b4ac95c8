import { describe, expect, test } from 'vitest';
import { type SentenceCode, SENTENCES } from '@perpdesk/signals';
import { findEnglish } from '../format/samples/english-words.test.fixture.ts';
import { formatWhy } from '../format/why.ts';
import { formatSaid } from './said.ts';
import type { SentenceTexts } from './sentences/sentence-texts.ts';
import { createSpeech, PLAIN_SPEECH } from './speech.ts';

const german = createSpeech('de', 'Europe/Berlin');

const VALUES: Readonly<Record<string, string>> = {
  text: '›x‹',
  quoted: '"x"',
  number: '-1234.5',
  seconds: '45 s',
  direction: 'short',
  side: 'sell',
  state: 'partially-filled',
  symbol: 'BTCUSDT',
  setting: 'one-way',
  list: 'direction or command',
  actor: 'user:111',
  sentence: 'Nothing was sent.',
};
const filled = (template: string) =>
  template.replaceAll(/<\w+(?::(\w+))?>/g, (_, kind: string | undefined) => VALUES[kind ?? 'text'] ?? '');
/** What a route, an alert or TradingView calls so: no words of a language. */
const NAMES =
  /\b(?:[a-z]+[A-Z]\w*|\w+_\w+|action|actions|buy|sell|long|short|flat|close|bullish|bearish|true|false|direction|command|order|market|limit|stop|size|protect|delay|instrument|quantity|amount|volume|notional|margin|overrides|type|secret|token|passphrase|price|notify|chain|id|strategy|custom|symbol)\b/g;

const CASES = Object.entries(SENTENCES).map(([code, template]) => ({ code, text: filled(template) }));

/** Whether a catalogue without a sentence, or with one that uses a value of another, would compile. */
type Fits<T> = T extends SentenceTexts<'holds-of' | 'nothing-sent'> ? true : false;

describe('what the engine says', () => {
  test.each(CASES)('in German: $code', ({ text }) => {
    const said = formatSaid(german, text);
    expect(said).not.toBe(text);
    expect(findEnglish(said.replaceAll(NAMES, ''))).toEqual([]);
    expect(said).not.toMatch(/undefined|<|1234\.5|one-way|partially|user:/);
  });

  test.each(CASES)('in English: $code', ({ text }) => {
    expect(formatSaid(PLAIN_SPEECH, text)).toBe(
      text
        .replaceAll('-1234.5', '−1\u202f234.5')
        .replaceAll('partially-filled', 'partially filled')
        .replaceAll('user:', 'User '),
    );
  });

  test('a sentence that is missing, or told another value, does not compile', () => {
    const texts = { 'nothing-sent': 'x', 'holds-of': (values: { readonly real: string }) => values.real };
    // if one of the last fitted, this file would not compile
    const fitting: readonly [
      Fits<typeof texts>,
      Fits<Pick<typeof texts, 'nothing-sent'>>,
      Fits<Omit<typeof texts, 'holds-of'> & { 'holds-of': (values: { readonly price: string }) => string }>,
    ] = [true, false, false];
    expect(fitting).toEqual([true, false, false]);
  });

  test('several sentences, and one in another', () => {
    const code: SentenceCode = 'rest-not-sent';
    expect(SENTENCES[code]).toContain('<why:sentence>');
    expect(
      formatSaid(german, 'The rest of the entry was not sent: The signal is 130 s old; an entry may be 120 s old.'),
    ).toBe(
      'Der Rest des Einstiegs wurde nicht gesendet: Das Signal ist 2 min 10 s alt; ein Einstieg darf 2 min alt sein.',
    );
    expect(
      formatSaid(german, 'Nobody answered in time; nothing was sent. What the accounts hold stays as it is.'),
    ).toBe('Niemand hat rechtzeitig geantwortet; nichts wurde gesendet. Was die Konten halten, bleibt, wie es ist.');
  });

  test('how old a signal is, and how long a pause, read as spans, not as seconds', () => {
    const late = 'The signal is 7885.77 s old; an entry may be 120 s old.';
    expect(formatSaid(createSpeech('en', 'UTC'), late)).toBe(
      'The signal is 2 h 11 min old; an entry may be 2 min old.',
    );
    expect(formatSaid(german, late)).toBe('Das Signal ist 2 h 11 min alt; ein Einstieg darf 2 min alt sein.');
    const soon = 'Its last position ended less than 3600 s ago; 2811.4 s are left.';
    expect(formatSaid(PLAIN_SPEECH, soon)).toBe('Its last position ended less than 1 h ago; 46 min 51 s are left.');
    expect(formatSaid(german, soon)).toBe('Die letzte Position endete vor weniger als 1 h; noch 46 min 51 s.');
  });

  test('an exchange’s words stay, what can be done is told in the reader’s language', () => {
    const detail =
      'placeOrder: Binance says -2019: Margin is insufficient. Order less, raise the leverage or add money.';
    expect(formatSaid(german, detail)).toBe(
      'Binance -2019: Margin is insufficient. Wähle eine kleinere Menge, erhöhe den Hebel oder zahle ein.',
    );
    expect(formatSaid(german, `${detail} The position is closed.`)).toBe(
      'Binance -2019: Margin is insufficient. Wähle eine kleinere Menge, erhöhe den Hebel oder zahle ein. Die Position wird geschlossen.',
    );
    expect(formatSaid(german, 'placeOrder: Binance says HTTP 502: no text.')).toBe('Binance HTTP 502: no text.');
  });

  test.each([
    [
      "price 70000 is outside BTCUSDT's 0.1 to 65100.315 for a buy while the mark price is 62000.3. Nearest: 65100.3.",
      'The price 70 000 is out of reach: a buy may be at most 65 100.3 while the mark price is 62 000.3.',
      'Der Kurs 70 000 liegt zu weit weg: ein Kauf darf höchstens 65 100,3 haben, solange der Mark-Preis 62 000,3 ist.',
    ],
    [
      "price 57000.9 is outside BTCUSDT's 57000.95123 to 1000000 for a sell while the mark price is 60001.00129. Nearest: 57001.",
      'The price 57 000.9 is out of reach: a sell may be at least 57 001 while the mark price is 60 001.',
      'Der Kurs 57 000,9 liegt zu weit weg: ein Verkauf muss mindestens 57 001 haben, solange der Mark-Preis 60 001 ist.',
    ],
    [
      "The buy price 65200.5 is above 65100.315, the furthest from BTCUSDT's mark price 62000.3. Move it nearer.",
      'The price 65 200.5 is out of reach: a buy may be at most 65 100.3 while the mark price is 62 000.3.',
      'Der Kurs 65 200,5 liegt zu weit weg: ein Kauf darf höchstens 65 100,3 haben, solange der Mark-Preis 62 000,3 ist.',
    ],
  ])('the edge of a price band is a price that can be asked for: %s', (words, english, said) => {
    const shown = [PLAIN_SPEECH, german].map((speech) => formatSaid(speech, words).replaceAll('\u202f', ' '));
    expect(shown).toEqual([english, said]);
  });

  test.each([
    ['getPositions took longer than 5000 ms.', 'getPositions hat länger als 5\u202f000 ms gedauert.'],
    [
      'placeOrder got no answer from Binance (ECONNRESET). For an order: look it up before anything else.',
      'placeOrder bekam keine Antwort (ECONNRESET). Bei einer Order: sieh zuerst nach ihr.',
    ],
    ['The broker main is not connected. Call connect().', 'main ist nicht verbunden.'],
    ['The account stream ended.', 'Der Datenstrom des Kontos ist abgerissen.'],
    ['connect ECONNREFUSED 127.0.0.1:9000', 'connect ECONNREFUSED 127.0.0.1:9000'],
  ])('an adapter’s words: %s', (words, said) => {
    expect(formatSaid(german, words)).toBe(said);
  });

  test('what nobody here has worded is told with what its code means', () => {
    const why = { code: 'insufficient-margin', detail: 'Too poor.' };
    expect(formatWhy(german, why)).toBe('Das freie Guthaben deckt die Margin nicht. (Too poor.)');
    expect(formatWhy(german, { ...why, code: 'paused' })).toBe('Der Desk pausiert. (Too poor.)');
    expect(formatWhy(german, { ...why, code: 'elsewhere' })).toBe('Too poor.');
    expect(formatWhy(german, { ...why, detail: '' })).toBe('Das freie Guthaben deckt die Margin nicht.');
    expect(formatWhy(PLAIN_SPEECH, why)).toBe('Too poor.');
  });
});
