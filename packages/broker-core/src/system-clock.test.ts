import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from './system-clock.ts';

const DAY_MS = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

test('a delay longer than a timer of the machine can wait is waited for all the same', () => {
  vi.useFakeTimers();
  const called: number[] = [];
  systemClock.schedule(90 * DAY_MS, () => called.push(90));
  const cancel = systemClock.schedule(60 * DAY_MS, () => called.push(60));
  vi.advanceTimersByTime(40 * DAY_MS);
  cancel();
  vi.advanceTimersByTime(50 * DAY_MS - 1);
  expect(called).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(called).toEqual([90]);
});

test('a moment that has passed is called back at once', () => {
  vi.useFakeTimers();
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const called: string[] = [];
  systemClock.schedule(-5, () => called.push('late'));
  vi.advanceTimersByTime(0);
  expect(called).toEqual(['late']);
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});
