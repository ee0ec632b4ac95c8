import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { learnOffset, type OffsetEstimate, type TimeSample } from './offset-estimate.ts';

const sample = (sentAt: number, tripMs: number, serverAt: number): TimeSample => ({
  sentAt,
  receivedAt: sentAt + tripMs,
  serverAt,
});
const known = learnOffset(null, sample(0, 100, 1_050));

describe('the exchange’s clock minus ours', () => {
  test('is at first the middle of the round trip', () => {
    expect(known).toMatchObject({ offsetMs: 1_000, leastMs: 950, mostMs: 1_050 });
  });

  test.each([
    ['a slow answer that does not contradict it moves nothing', sample(1_000, 4_500, 2_000), 1_000],
    ['a quick one moves it as far as it proves', sample(1_000, 10, 2_020), 1_010],
    ['after one of the clocks was set it is what the answer proves', sample(1_000, 10, 62_005), 60_995],
    ['an answer over which our clock was set back says nothing', sample(9_000_000, -8_999_000, 2_000), 1_000],
  ])('%s', (_name, answer, offsetMs) => {
    expect(learnOffset(known, answer).offsetMs).toBe(offsetMs);
  });

  test('a drift is followed', () => {
    const hour = 3_600_000;
    const later = learnOffset(known, sample(hour, 20, hour + 1_210));
    expect(later.offsetMs).toBe(1_190);
  });

  test('is never further off than the quickest answer took, however slow the others are', () => {
    const trips = fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(trips, fc.integer({ min: -1_000_000, max: 1_000_000 }), (ways, truth) => {
        let estimate: OffsetEstimate | null = null;
        let at = 0;
        for (const [thereMs, backMs] of ways) {
          estimate = learnOffset(estimate, sample(at, thereMs + backMs, at + thereMs + truth));
          at += thereMs + backMs;
        }
        const quickest = Math.min(...ways.map(([thereMs, backMs]) => thereMs + backMs));
        expect(Math.abs((estimate?.offsetMs ?? Infinity) - truth)).toBeLessThanOrEqual(quickest + 1);
      }),
    );
  });
});
