import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

test('Retry-After is read as seconds or as a date, and as nothing where it says nothing', () => {
  const now = Date.UTC(2026, 10, 26, 12, 0, 0);
  expect(retryAfterMs('7', now)).toBe(7_000);
  expect(retryAfterMs(' 0 ', now)).toBe(0);
  expect(retryAfterMs('Thu, 26 Nov 2026 12:01:30 GMT', now)).toBe(90_000);
  expect(retryAfterMs('Thu, 26 Nov 2026 11:00:00 GMT', now)).toBe(0);
  expect([retryAfterMs(undefined, now), retryAfterMs('soon', now), retryAfterMs('-5 seconds', now)]).toEqual([
    null,
    null,
    null,
  ]);
});
