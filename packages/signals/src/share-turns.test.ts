import { expect, test } from 'vitest';
import { createSharedTurns } from './share-turns.ts';

/** Work of some ms each, on a clock whose turns the test lets pass. */
function createBench() {
  let at = 0;
  let turns: (() => void)[] = [];
  const done: string[] = [];
  const shared = createSharedTurns({
    now: () => at,
    schedule: () => () => {},
    turn: (callback) => void turns.push(callback),
  });
  return {
    done,
    add: (name: string, ms: number) =>
      shared.add(() => {
        done.push(name);
        at += ms;
      }),
    pass() {
      const due = turns;
      turns = [];
      for (const callback of due) callback();
      return due.length;
    },
  };
}

test('does at once what this turn has time for, and the rest in order in the next ones', () => {
  const { add, done, pass } = createBench();
  for (const name of ['a', 'b', 'c', 'd', 'e']) add(name, 3);
  expect(done.join('')).toBe('ab');
  pass();
  expect(done.join('')).toBe('abcd');
  add('f', 1);
  expect(done.join('')).toBe('abcd');
  pass();
  expect(done.join('')).toBe('abcdef');
});

test('has all its time again in the next turn, and asks for no turns while there is nothing to do', () => {
  const { add, done, pass } = createBench();
  add('a', 9);
  expect(pass()).toBe(1);
  expect(pass()).toBe(0);
  add('b', 1);
  expect(done.join('')).toBe('ab');
});

test('does everything at once where there are no turns', () => {
  const done: number[] = [];
  const shared = createSharedTurns({ now: () => 0, schedule: () => () => {} });
  for (const one of [1, 2, 3]) shared.add(() => void done.push(one));
  expect(done).toEqual([1, 2, 3]);
});
