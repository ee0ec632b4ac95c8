import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { createSpeech, PLAIN_SPEECH } from '../language/speech.ts';
import { spread } from './spread.ts';
import { timeAxis } from './time-axis.ts';
import { valueAxis } from './value-axis.ts';

const HOUR_MS = 3_600_000;
const RULES = { air: 0.06, flatSpan: 0.005 };
const hours = (count: number, step = 1, from = Date.UTC(2026, 10, 25, 20)) =>
  Array.from({ length: count }, (_, index) => from + index * step * HOUR_MS);

describe('the axis of values', () => {
  test.each([
    [
      [59_874.7, 60_434.5],
      ['60000', '60200', '60400'],
    ],
    [
      [0.00001234, 0.00001239],
      ['0.00001234', '0.00001236', '0.00001238'],
    ],
    [
      [-3, 7],
      ['0', '5'],
    ],
    [
      [5, 5],
      ['4.998', '5.000', '5.002'],
    ],
  ])('of %j has round labels', (values, expected) => {
    const axis = valueAxis(values, { ...RULES, most: 4 });
    expect(axis.ticks.map((tick) => tick.toFixed(axis.places))).toEqual(expect.arrayContaining(expected));
  });

  test.each([[[5e-324, 0]], [[1e9, 1e9 + 2e-7]]])('of %j, which is as good as flat, has labels', (values) => {
    const { low, high, ticks } = valueAxis(values, { ...RULES, most: 4 });
    expect(ticks.length).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(high);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
  });

  test('holds every value, and no more labels than wished', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), fc.integer({ min: 2, max: 8 }), (values, most) => {
        const { low, high, ticks } = valueAxis(values, { ...RULES, most });
        expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
        expect(Math.max(...values)).toBeLessThanOrEqual(high);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const tick of ticks)
          expect(tick >= low - (high - low) * 1e-6 && tick <= high + (high - low) * 1e-6).toBe(true);
      }),
    );
  });
});

describe('the axis of time', () => {
  test('has round times of the reader, and the day where it changes', () => {
    expect(timeAxis(hours(24), 6, PLAIN_SPEECH).map(({ label }) => label)).toEqual([
      '26 Nov',
      '04:00',
      '08:00',
      '12:00',
      '16:00',
    ]);
    const berlin = createSpeech('de', 'Europe/Berlin');
    expect(timeAxis(hours(24), 6, berlin).map(({ label }) => label)).toEqual([
      '26. Nov.',
      '04:00',
      '08:00',
      '12:00',
      '16:00',
      '20:00',
    ]);
  });

  test('where no candle opens on the round time, the first one after it says its own', () => {
    const india = createSpeech('en', 'Asia/Kolkata');
    expect(timeAxis(hours(12, 4), 4, india).map(({ label }) => label)).toEqual(['13:30', '27 Nov', '13:30']);
  });

  test('takes a change of the clock as it comes', () => {
    const berlin = createSpeech('en', 'Europe/Berlin');
    const labels = timeAxis(hours(8, 1, Date.UTC(2026, 9, 24, 22)), 8, berlin).map(({ label }) => label);
    expect(labels).toEqual(['01:00', '02:00', '03:00', '04:00', '05:00', '06:00']);
  });

  test('of days has days', () => {
    expect(timeAxis(hours(96, 24), 6, PLAIN_SPEECH).every(({ isDay, label }) => isDay && /^\d+ \w+$/.test(label))).toBe(
      true,
    );
  });
});

test('labels that are set apart keep their order, their room and the frame', () => {
  const wish = fc.record({ at: fc.integer({ min: -50, max: 450 }), size: fc.integer({ min: 1, max: 30 }) });
  fc.assert(
    fc.property(fc.array(wish, { minLength: 1, maxLength: 12 }), (wishes) => {
      const centres = spread(wishes, 0, 400);
      const placed = wishes
        .map(({ at, size }, index) => ({ at, size, centre: centres[index] ?? 0 }))
        .toSorted((a, b) => a.centre - b.centre);
      for (const { size, centre } of placed)
        expect(centre - size / 2 >= -1e-6 && centre + size / 2 <= 400 + 1e-6).toBe(true);
      for (const [index, { size, centre, at }] of placed.slice(1).entries()) {
        const before = placed[index]!;
        expect(centre - before.centre).toBeGreaterThanOrEqual((size + before.size) / 2 - 1e-6);
        expect(at).toBeGreaterThanOrEqual(before.at);
      }
    }),
  );
  expect(
    spread(
      [
        { at: 100, size: 20 },
        { at: 300, size: 20 },
      ],
      0,
      400,
    ),
  ).toEqual([100, 300]);
});
