import { afterEach, expect, jest, test } from '@jest/globals';
import { systemClock } from './system-clock.ts';

const DAY_MS = 86_400_000;

afterEach(() => {
  jest.useRealTimers();
});

test('a delay longer than a timer of the machine can wait is waited for all the same', () => {
  jest.useFakeTimers();
  const called: number[] = [];
  systemClock.schedule(90 * DAY_MS, () => called.push(90));
  const cancel = systemClock.schedule(60 * DAY_MS, () => called.push(60));
  jest.advanceTimersByTime(40 * DAY_MS);
  cancel();
  jest.advanceTimersByTime(50 * DAY_MS - 1);
  expect(called).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(called).toEqual([90]);
});
