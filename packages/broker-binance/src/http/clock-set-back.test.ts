import { expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import { settableClock } from '../settable-clock.test.fixture.ts';
import { createOrderLimiter } from './order-limiter.ts';
import { createRateLimit } from './rate-limit.ts';
import { createWeightLimiter } from './weight-limiter.ts';

const HOUR_MS = 3_600_000;

test('what was used before the clock was set back is over after its window, as is what comes later', async () => {
  const clock = settableClock();
  const limit = createRateLimit({ clock, windowMs: 60_000, limit: 100, reserve: 0 });
  limit.add(60);
  clock.set(-HOUR_MS);
  expect([limit.used, limit.waitMs(40, 'normal')]).toEqual([60, 0]);
  for (let minute = 0; minute < 5; minute += 1) {
    limit.add(40);
    await clock.advance(61_001);
    expect(limit.used).toBe(0);
  }
});

test('a pause that the exchange asked for ends in its time', async () => {
  const clock = settableClock();
  const weights = createWeightLimiter({ clock, logger: silentLogger, host: 'http://127.0.0.1:1' });
  const orders = createOrderLimiter({ clock, logger: silentLogger });
  weights.block(30_000, 'too-many-requests');
  orders.block(10_000);
  await clock.advance(5_000);
  clock.set(-HOUR_MS);
  expect([weights.waitMs(1, 'reduce'), orders.waitMs(1, 'reduce')]).toEqual([30_000, 10_000]);
  await clock.advance(10_000);
  expect([weights.waitMs(1, 'reduce'), orders.waitMs(1, 'reduce')]).toEqual([20_000, 0]);
  await clock.advance(20_000);
  expect([weights.waitMs(1, 'reduce'), weights.blockedUntilAt]).toEqual([0, null]);
});
