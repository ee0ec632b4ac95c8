import { describe, expect, test } from 'vitest';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import { type Notice, type NoticeType, readSentences } from '@perpdesk/signals';
import { createSpeech, PLAIN_SPEECH, type Speech } from '../../language/speech.ts';
import { findEnglish } from '../samples/english-words.test.fixture.ts';
import { formatNotice } from './format-notice.ts';
import { NOTICE_CASES } from './notice-cases.test.fixture.ts';

const german = createSpeech('de', 'Europe/Berlin');
const sayTo = (speech: Speech, notice: Notice) =>
  formatNotice(speech, notice, () => fakeInstrument()).text.replaceAll('\u202f', ' ');
const say = (notice: Notice) => sayTo(PLAIN_SPEECH, notice);

/** What comes from elsewhere: the exchange, the alert itself. */
function foreignText(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') {
    if (key === 'text' || key === 'code') return [value];
    const isSaid = key === 'detail' || key === 'notes';
    return isSaid ? readSentences(value).flatMap((said) => (said.code === null ? venueWords(said.text) : [])) : [];
  }
  if (Array.isArray(value)) return value.flatMap((it) => foreignText(it, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, it]) => foreignText(it, name));
}

/** An exchange's own words, without what may be done about it. */
function venueWords(text: string): readonly string[] {
  const [, words] = /says -?\d+: ([^.]*\.)/.exec(text) ?? [];
  return [words ?? text];
}

describe('a notice', () => {
  test.each(NOTICE_CASES)('%s', (_name, notice, text) => {
    expect(say(notice)).toBe(text);
  });

  test.each(NOTICE_CASES)('in German: %s', (_name, notice) => {
    const text = sayTo(german, notice);
    expect(text).toMatchSnapshot();
    const own = foreignText(notice)
      .toSorted((a, b) => b.length - a.length)
      .reduce((left, foreign) => left.replaceAll(foreign, ''), text);
    expect(findEnglish(own)).toEqual([]);
  });

  test('every type is worded above', () => {
    const types = new Set<NoticeType>(NOTICE_CASES.map(([, { type }]) => type));
    expect(types.size).toBe(43);
  });

  test('foreign text cannot become markup', () => {
    const detail = '*_[x](http://y)`<b>&lt; {{1000PEPE_USDT}}';
    const { text, entities } = formatNotice(
      PLAIN_SPEECH,
      { type: 'broker.disconnected', account: { brokerId: '<b>_*', environment: 'live' }, detail },
      () => null,
    );
    expect(text).toContain(detail);
    expect(entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
      ['bold', 'LIVE <b>_*'],
      ['bold', 'not connected'],
    ]);
  });
});
