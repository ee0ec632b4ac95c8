import { describe, expect, test } from 'vitest';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { candlePicture } from './candle-picture.ts';
import { createPictureRenderer } from './render-picture.ts';
import { sampleChart } from './samples/candles.test.fixture.ts';

const draw = createPictureRenderer({ clock: systemClock, logger: silentLogger });

describe('drawing', () => {
  test('makes a PNG with the bundled font, of its own size', async () => {
    const png = Buffer.from((await draw(candlePicture(PLAIN_SPEECH, sampleChart()))) ?? []);
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 890]);
    const frame = (text: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">${text}</svg>`;
    const [none, some] = await Promise.all([
      draw(frame('')),
      draw(frame('<text x="9" y="40" font-size="40" font-family="Atkinson Hyperlegible">60</text>')),
    ]);
    expect(some?.length).toBeGreaterThan((none?.length ?? 0) + 200);
  });

  test('says that there is none, where the renderer refuses it or takes too long', async () => {
    expect(await draw('no picture')).toBeNull();
    const hurried = createPictureRenderer({ clock: systemClock, logger: silentLogger, patienceMs: 0 });
    expect(await hurried(candlePicture(PLAIN_SPEECH, sampleChart()))).toBeNull();
    expect(await draw(candlePicture(PLAIN_SPEECH, sampleChart()))).not.toBeNull();
  });
});
