import { describe, expect, test } from 'vitest';
import { createSpeech, PLAIN_SPEECH } from '../language/speech.ts';
import { candlePicture } from './candle-picture.ts';
import { level, sampleCandles, sampleChart } from './samples/candles.test.fixture.ts';

const GERMAN = createSpeech('de', 'Europe/Berlin');
/** What a person reads, from the top to the bottom. */
const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
const heights = (svg: string, words: RegExp) =>
  [...svg.matchAll(/<text x="[\d.]+" y="([\d.]+)"[^>]*>([^<]*)<\/text>/g)]
    .filter(([, , text]) => words.test(text ?? ''))
    .map(([, y]) => Number(y));

describe('the picture of candles', () => {
  test('is the same for the same candles', () => {
    const levels = [level('entry', '60120.5'), level('stop', '59800'), level('liquidation', '54310')];
    expect(candlePicture(PLAIN_SPEECH, sampleChart({ candles: sampleCandles(12), levels }))).toMatchSnapshot();
  });

  test('says symbol, account, price, span, zone, levels with their distance, prices and times', () => {
    const levels = [level('entry', '60120.5'), level('stop', '59800'), level('target', '60900'), level('buy', '59900')];
    expect(words(candlePicture(PLAIN_SPEECH, sampleChart({ levels })))).toMatchSnapshot('en');
    expect(words(candlePicture(GERMAN, sampleChart({ levels, environment: 'live' })))).toMatchSnapshot('de');
  });

  test('names the sides where both are open, and sets labels apart that would overlap', () => {
    const levels = (['long', 'short'] as const).flatMap((side) => [
      level('entry', side === 'long' ? '60244' : '60220', side),
      level('stop', side === 'long' ? '60214' : '60240', side),
    ]);
    const svg = candlePicture(PLAIN_SPEECH, sampleChart({ levels }));
    expect(words(svg)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Entry LONG/), expect.stringMatching(/^Stop SHORT/)]),
    );
    const tags = heights(svg, /^(?:Entry|Stop) /).toSorted((a, b) => a - b);
    expect(tags).toHaveLength(4);
    for (const [index, y] of tags.slice(1).entries()) expect(y - (tags[index] ?? 0)).toBeGreaterThanOrEqual(38);
  });

  test('keeps the candles readable where a level is far away: it stands at the edge', () => {
    const near = candlePicture(PLAIN_SPEECH, sampleChart({ levels: [] }));
    const far = candlePicture(PLAIN_SPEECH, sampleChart({ levels: [level('liquidation', '54310')] }));
    const axis = (svg: string) => words(svg).filter((text) => /^60.[0-9]{3}$/.test(text ?? ''));
    expect(axis(far)).toEqual(axis(near));
    expect(heights(far, /^Liq/)[0]).toBeGreaterThan(700);
  });

  test('levels beyond an edge stand there in the order of their prices', () => {
    const levels = ['66000', '64000', '65000'].map((price) => level('target', price));
    const svg = candlePicture(PLAIN_SPEECH, sampleChart({ levels }));
    const tags = words(svg).filter((text) => /^6[456].000\.0$/.test(text ?? ''));
    expect(tags.map((text) => heights(svg, new RegExp(`^${text}$`))[0])).toEqual(
      heights(svg, /^6[456].000\.0$/).toSorted((a, b) => a - b),
    );
    expect(tags.map((text) => text?.slice(0, 2))).toEqual(['66', '65', '64']);
  });

  test.each([1, 2, 3])('is drawn of %d candles, of a price that stands still, and of a foreign name', (count) => {
    const [candle] = sampleCandles(1);
    const flat = sampleCandles(count).map(({ openAt }) => ({
      ...candle!,
      openAt,
      high: candle!.open,
      low: candle!.open,
      close: candle!.open,
    }));
    for (const candles of [sampleCandles(count), flat]) {
      const svg = candlePicture(PLAIN_SPEECH, sampleChart({ candles, brokerId: 'a<b>&"c' }));
      expect(svg).toContain('PAPER a&lt;b&gt;&amp;&quot;c');
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
