import { expect, test } from 'vitest';
import { sleep } from '../clock.ts';
import { createFakeClock } from './fake-clock.ts';

test('calls back in the order of time, and of scheduling at the same time', async () => {
  const clock = createFakeClock(1_000);
  const seen: string[] = [];
  const note = (name: string) => () => void seen.push(`${name} at ${clock.now()}`);
  clock.schedule(20, note('b'));
  clock.schedule(10, note('a'));
  clock.schedule(20, note('c'));
  clock.schedule(21, note('later'));
  await clock.advance(20);
  expect(seen).toEqual(['a at 1010', 'b at 1020', 'c at 1020']);
  expect(clock.now()).toBe(1_020);
  expect(clock.scheduledCount).toBe(1);
});

test('what a promise chain schedules on the way is called too', async () => {
  const clock = createFakeClock(0);
  const wokenAt: number[] = [];
  const loop = (async () => {
    for (let i = 0; i < 3; i += 1) {
      await sleep(clock, 10);
      await Promise.resolve();
      wokenAt.push(clock.now());
    }
  })();
  await clock.advance(100);
  await loop;
  expect(wokenAt).toEqual([10, 20, 30]);
  expect(clock.now()).toBe(100);
});

test('a canceled callback is not called', async () => {
  const clock = createFakeClock(0);
  let calls = 0;
  const cancel = clock.schedule(10, () => (calls += 1));
  cancel();
  await clock.advance(10);
  expect(calls).toBe(0);
});

test('an aborted sleep rejects and leaves nothing behind', async () => {
  const clock = createFakeClock(0);
  const controller = new AbortController();
  const slept = sleep(clock, 10, controller.signal);
  controller.abort(new Error('enough'));
  await expect(slept).rejects.toThrow('enough');
  await expect(sleep(clock, 10, controller.signal)).rejects.toThrow('enough');
  expect(clock.scheduledCount).toBe(0);
});
