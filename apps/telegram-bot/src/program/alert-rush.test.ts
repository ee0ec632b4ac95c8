import { expect, test } from 'vitest';
import type { Clock } from '@perpdesk/broker-core';
import { createAlertRush } from './alert-rush.ts';

/** A clock whose turns are made by hand, each of a millisecond. */
function bench() {
  let now = 1_000;
  let due: { readonly at: number; readonly callback: () => void }[] = [];
  const add = (at: number, callback: () => void) => void due.push({ at, callback });
  const clock: Clock = {
    now: () => now,
    schedule(delayMs, callback) {
      add(now + delayMs, callback);
      return () => {};
    },
    turn: (callback) => add(now, callback),
  };
  const rush = createAlertRush(clock);
  const done: number[] = [];
  return {
    rush,
    done,
    /** The engine asks for a turn. */
    ask: () => rush.clock.turn?.(() => void done.push(now)),
    turns(count: number, before: () => void = () => {}) {
      for (let turn = 0; turn < count; turn += 1) {
        before();
        now += 1;
        const mine = due.filter(({ at }) => at <= now);
        due = due.filter(({ at }) => at > now);
        for (const { callback } of mine) callback();
      }
    },
  };
}

test('without alerts a turn is the next one', () => {
  const { ask, turns, done } = bench();
  ask();
  turns(1);
  expect(done).toEqual([1_001]);
});

test('a turn after an alert comes when there was none for three turns', () => {
  const { rush, ask, turns, done } = bench();
  ask();
  turns(2, rush.note);
  turns(2);
  expect(done).toEqual([]);
  turns(1);
  expect(done).toEqual([1_005]);
  ask();
  turns(1);
  expect(done).toHaveLength(2);
});

test('a rush is over when there was no alert for five milliseconds', () => {
  const { rush, ask, turns, done } = bench();
  ask();
  turns(20, rush.note);
  turns(3);
  expect(done).toEqual([]);
  turns(2);
  expect(done).toEqual([1_024]);
});

test('a steady load of an alert each ten milliseconds is no rush', () => {
  const { rush, ask, turns, done } = bench();
  for (let alert = 0; alert < 200; alert += 1) {
    rush.note();
    ask();
    turns(10);
  }
  expect(done).toHaveLength(200);
  expect(done[1]).toBe(1_014);
});

test('alerts without end are waited for two seconds, then planning has its time', () => {
  const { rush, ask, turns, done } = bench();
  let asked = 0;
  turns(5_000, () => {
    rush.note();
    if (asked > done.length) return;
    ask();
    asked += 1;
  });
  expect(done[0]).toBe(3_000);
  expect(done.filter((at) => at <= 3_500)).toHaveLength(500);
  expect(done[500]).toBe(5_499);
});

test('what was asked for meanwhile comes in its order', () => {
  const { rush, turns } = bench();
  const done: string[] = [];
  rush.note();
  for (const name of ['a', 'b', 'c']) {
    rush.clock.turn?.(() => void done.push(name));
    turns(1);
  }
  turns(1);
  expect(done).toEqual(['a', 'b', 'c']);
});

test('a clock without turns stays as it is', () => {
  const clock: Clock = { now: () => 0, schedule: () => () => {} };
  expect(createAlertRush(clock).clock).toBe(clock);
});
