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

test('a moment that has passed is called back at once', () => {
  jest.useFakeTimers();
  const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const called: string[] = [];
  systemClock.schedule(-5, () => called.push('late'));
  jest.advanceTimersByTime(0);
  expect(called).toEqual(['late']);
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});
