import { expect, test } from 'vitest';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createDeafness } from './deafness.ts';

function deafnessOf() {
  const clock = createFakeClock(0);
  const state = { isListening: true };
  const deafAt: number[] = [];
  const deafness = createDeafness({
    clock,
    afterMs: 5_000,
    isListening: () => state.isListening,
    onDeaf: () => void deafAt.push(clock.now()),
  });
  return { clock, state, deafAt, deafness };
}

test('what is heard in time is no deafness', async () => {
  const { clock, deafAt, deafness } = deafnessOf();
  let isHeard = false;
  deafness.expect(() => isHeard);
  await clock.advance(4_900);
  isHeard = true;
  await clock.advance(60_000);
  expect(deafAt).toEqual([]);
  expect(clock.scheduledCount).toBe(0);
});

test('a clock that is set back makes nobody wait longer', async () => {
  const clock = createFakeClock(10_000_000);
  let shiftMs = 0;
  const deaf: string[] = [];
  const deafness = createDeafness({
    clock: { ...clock, now: () => clock.now() + shiftMs },
    afterMs: 5_000,
    isListening: () => true,
    onDeaf: () => void deaf.push('deaf'),
  });
  let isHeard = false;
  deafness.expect(() => isHeard);
  await clock.advance(1_000);
  deafness.expect(() => false);
  isHeard = true;
  shiftMs = -3_600_000;
  await clock.advance(5_000);
  expect(deaf).toEqual([]);
  await clock.advance(6_000);
  expect(deaf).toEqual(['deaf']);
});

test('what is not heard in time is one, however much else was expected', async () => {
  const { clock, deafAt, deafness } = deafnessOf();
  for (let count = 0; count < 100; count += 1) {
    deafness.expect(() => count < 50);
    await clock.advance(10);
  }
  await clock.advance(60_000);
  expect(deafAt).toHaveLength(1);
  expect(deafAt[0]).toBeLessThan(5_700);
});

test('while nothing is listened to, it waits', async () => {
  const { clock, state, deafAt, deafness } = deafnessOf();
  deafness.expect(() => false);
  state.isListening = false;
  await clock.advance(12_000);
  expect(deafAt).toEqual([]);
  state.isListening = true;
  await clock.advance(6_000);
  expect(deafAt).toHaveLength(1);
});

test('many expectations are looked at together', async () => {
  const { clock, deafness } = deafnessOf();
  let looks = 0;
  for (let count = 0; count < 10_000; count += 1) {
    deafness.expect(() => {
      looks += 1;
      return true;
    });
  }
  expect(clock.scheduledCount).toBe(1);
  await clock.advance(6_000);
  expect(looks).toBe(10_000);
  expect(clock.scheduledCount).toBe(0);
});
