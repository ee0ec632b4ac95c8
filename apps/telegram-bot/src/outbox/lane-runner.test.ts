import { expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createLaneRunner } from './lane-runner.ts';

test('a lane whose step never ends, or fails, holds up no other', async () => {
  const clock = createFakeClock(0);
  const seen: string[] = [];
  const runner = createLaneRunner({
    clock,
    logger: silentLogger,
    retryMs: 1_000,
    step: async (lane) => {
      seen.push(lane);
      if (lane === 'hangs') return new Promise<never>(() => {});
      if (lane === 'fails') throw new Error('no');
      return null;
    },
  });
  for (const lane of ['hangs', 'fails', 'other', 'hangs', 'other']) runner.run(lane);
  await clock.advance(0);
  expect(seen.toSorted()).toEqual(['fails', 'hangs', 'other', 'other']);
  await clock.advance(1_000);
  expect(seen.filter((lane) => lane === 'fails')).toHaveLength(2);
});

test('a lane that is woken during its step looks again, and a stop waits for that step', async () => {
  const clock = createFakeClock(0);
  const ends: (() => void)[] = [];
  const step = async () => {
    await new Promise<void>((resolve) => void ends.push(resolve));
    return null;
  };
  const runner = createLaneRunner({ clock, logger: silentLogger, retryMs: 1_000, step });
  runner.run('desk');
  runner.run('desk');
  ends[0]?.();
  await clock.advance(0);
  expect(ends).toHaveLength(2);
  let isStopped = false;
  void runner.stop().then(() => (isStopped = true));
  await clock.advance(0);
  expect(isStopped).toBe(false);
  ends[1]?.();
  await clock.advance(0);
  expect(isStopped).toBe(true);
});
