import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { PnlPeriod } from '../desk/pnl-report.ts';
import { createSpeech, PLAIN_SPEECH } from '../language/speech.ts';
import { pnlPicture } from './pnl-picture.ts';
import { samplePnl } from './samples/pnl.test.fixture.ts';
import { timeBuckets } from './time-buckets.ts';

const BERLIN = createSpeech('de', 'Europe/Berlin');
const HOUR_MS = 3_600_000;
const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
const draw = (speech: typeof BERLIN, ...[period, open]: [PnlPeriod, (string | null)?]) =>
  pnlPicture(speech, samplePnl(speech, period, open));

describe('the picture of PnL', () => {
  test('is the same for the same bookings', () => {
    expect(draw(PLAIN_SPEECH, '7d')).toMatchSnapshot();
  });

  test.each(['today', '7d', '30d'] as const)('of %s says sums, accounts, zone, amounts and times', (period) => {
    expect(words(draw(PLAIN_SPEECH, period, '-140.12'))).toMatchSnapshot('en');
    expect(words(draw(BERLIN, period, null))).toMatchSnapshot('de');
  });

  test('says nothing of open positions where there are none', () => {
    for (const open of ['0', null]) expect(words(draw(PLAIN_SPEECH, '7d', open))).not.toContain('with open positions');
  });

  test('bars and curve are of the same bookings', () => {
    const report = samplePnl(PLAIN_SPEECH, '7d', null);
    const bookings = [{ at: report.fromAt + HOUR_MS, amount: decimal('-25') }];
    const svg = pnlPicture(PLAIN_SPEECH, { ...report, series: { ...report.series, bookings } });
    expect(words(svg)).toEqual(expect.arrayContaining(['−25.00 USDT', '−25.00']));
    expect(svg.match(/<rect[^>]*fill="#ff6b6b"\/>/g)).toHaveLength(2);
  });

  test.each([[], ['0.00000001'], ['-1e12', '1e-9']])('is drawn of %j', (...amounts) => {
    const report = samplePnl(PLAIN_SPEECH, 'today', '0');
    const bookings = amounts
      .filter((it) => it !== undefined)
      .map((amount) => ({ at: report.fromAt, amount: decimal(amount) }));
    expect(pnlPicture(BERLIN, { ...report, series: { ...report.series, bookings } })).not.toMatch(
      /NaN|Infinity|undefined/,
    );
  });

  test('of many thousand bookings stays small', () => {
    const report = samplePnl(PLAIN_SPEECH, '30d');
    const bookings = Array.from({ length: 20_000 }, (_, index) => ({
      at: report.fromAt + index * 129_600,
      amount: decimal(index % 3 === 0 ? '2' : '-1'),
    }));
    expect(pnlPicture(PLAIN_SPEECH, { ...report, series: { ...report.series, bookings } }).length).toBeLessThan(30_000);
  });
});

describe('the reader’s days', () => {
  const lengths = (fromAt: number, untilAt: number) =>
    timeBuckets('day', fromAt, untilAt, BERLIN).map((it) => (it.untilAt - it.fromAt) / HOUR_MS);

  test('begin and end at midnight there, the first and the last are cut off', () => {
    expect(lengths(Date.UTC(2026, 10, 24, 14), Date.UTC(2026, 10, 26, 14))).toEqual([9, 24, 15]);
  });

  test('are an hour longer or shorter where the clock changes', () => {
    expect(lengths(Date.UTC(2026, 9, 23, 22), Date.UTC(2026, 9, 26, 23))).toEqual([24, 25, 24]);
    expect(lengths(Date.UTC(2026, 2, 27, 23), Date.UTC(2026, 2, 30, 22))).toEqual([24, 23, 24]);
  });
});
