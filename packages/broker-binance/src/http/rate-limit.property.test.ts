import { expect, test } from 'vitest';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createRateLimit } from './rate-limit.ts';
import { seeded } from './seeded.test.fixture.ts';

interface Sent {
  readonly arrivedAt: number;
  readonly amount: number;
}

/** Sends whenever the limit lets it, with delays of its own per request, and a window whose begin nobody knows. */
async function play(seed: number, windowMs: number) {
  const random = seeded(seed);
  const draw = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const clock = createFakeClock(1_700_000_000_000);
  const limitAmount = draw(10, 400);
  const limit = createRateLimit({ clock, windowMs, limit: limitAmount, reserve: 0.2 });
  const baseDelayMs = draw(0, 300);
  const offsetMs = draw(-5_000, 5_000);
  const sent: Sent[] = [];
  const normalUse: Sent[] = [];
  let refused = 0;
  for (let turn = 0; turn < 1_500; turn += 1) {
    const amount = draw(0, 9);
    const priority = random() < 0.3 ? 'reduce' : 'normal';
    const waitMs = limit.waitMs(amount, priority);
    if (waitMs === 0) {
      const takeBack = limit.add(amount);
      const arrivedAt = clock.now() + offsetMs + baseDelayMs + draw(0, 900);
      if (random() < 0.05) takeBack();
      else sent.push({ arrivedAt, amount });
      if (priority === 'normal') normalUse.push({ arrivedAt: clock.now(), amount: limit.used });
    } else {
      refused += 1;
      expect(waitMs).toBeLessThanOrEqual(windowMs + 1_000);
    }
    const stepMs = random() < 0.02 ? draw(0, windowMs) : draw(0, (windowMs / limitAmount) * 8);
    if (stepMs > 0) await clock.advance(stepMs);
  }
  return { sent, normalUse, refused, limitAmount };
}

function fullestWindow(sent: readonly Sent[], windowMs: number): number {
  const windows = new Map<number, number>();
  for (const { arrivedAt, amount } of sent) {
    const index = Math.floor(arrivedAt / windowMs);
    windows.set(index, (windows.get(index) ?? 0) + amount);
  }
  return Math.max(...windows.values());
}

for (const windowMs of [10_000, 60_000]) {
  test(`no fixed window of ${windowMs} ms ever holds more than the limit, whatever comes in which order`, async () => {
    let refusals = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const { sent, normalUse, refused, limitAmount } = await play(seed, windowMs);
      refusals += refused;
      const most = fullestWindow(sent, windowMs);
      expect({ seed, isWithin: most <= limitAmount }).toEqual({ seed, isWithin: true });
      const overReserve = normalUse.filter(({ amount }) => amount > limitAmount);
      expect({ seed, overReserve }).toEqual({ seed, overReserve: [] });
    }
    expect(refusals).toBeGreaterThan(100);
  });
}

test('a fifth of the limit is kept for what reduces risk', () => {
  const limit = createRateLimit({ clock: createFakeClock(0), windowMs: 60_000, limit: 100, reserve: 0.2 });
  limit.add(80);
  expect(limit.waitMs(1, 'normal')).toBe(61_000);
  expect(limit.waitMs(20, 'reduce')).toBe(0);
  expect(limit.waitMs(21, 'reduce')).toBe(61_000);
  expect(limit.waitMs(0, 'normal')).toBe(0);
});

test('what others used of the same limit counts too, once', async () => {
  const clock = createFakeClock(0);
  const limit = createRateLimit({ clock, windowMs: 60_000, limit: 100, reserve: 0.2 });
  limit.add(10);
  limit.learnUsed(70);
  limit.learnUsed(65);
  expect(limit.used).toBe(70);
  await clock.advance(61_000);
  expect(limit.used).toBe(0);
});

test('what was not sent is taken back, once', () => {
  const limit = createRateLimit({ clock: createFakeClock(0), windowMs: 60_000, limit: 100, reserve: 0.2 });
  limit.add(30);
  const takeBack = limit.add(20);
  takeBack();
  takeBack();
  expect(limit.used).toBe(30);
});
