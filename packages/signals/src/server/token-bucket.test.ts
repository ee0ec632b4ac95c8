import { expect, test } from 'vitest';
import fc from 'fast-check';
import { createTokenBucket } from './token-bucket.ts';

test('gives its burst at once, then its rate, and says how long until the next', () => {
  let now = 0;
  const bucket = createTokenBucket({ burst: 3, perSecond: 2 }, () => now);
  expect([1, 2, 3].map(() => bucket.take())).toEqual([0, 0, 0]);
  expect(bucket.take()).toBe(500);
  now = 499;
  expect(bucket.take()).toBe(1);
  now = 500;
  expect([bucket.take(), bucket.take()]).toEqual([0, 500]);
  now = 60_000;
  expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([0, 0, 0, 500]);
});

test('a clock that is set back neither fills nor blocks it', () => {
  let now = 1_000_000;
  const bucket = createTokenBucket({ burst: 1, perSecond: 1 }, () => now);
  expect(bucket.take()).toBe(0);
  now = 0;
  expect(bucket.take()).toBe(1_000);
  now = 1_000;
  expect(bucket.take()).toBe(0);
});

test('in no span are more given than burst and rate allow', () => {
  const steps = fc.array(fc.nat(2_000), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (waits, burst, perSecond) => {
      let now = 0;
      const bucket = createTokenBucket({ burst, perSecond }, () => now);
      let given = 0;
      for (const wait of waits) {
        now += wait;
        if (bucket.take() === 0) given += 1;
        expect(given).toBeLessThanOrEqual(burst + (now / 1_000) * perSecond);
      }
    }),
  );
});
