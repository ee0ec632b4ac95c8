import { expect, test } from 'vitest';
import type { CommitResult, JournalChange } from '../port/change.ts';
import { JournalError } from '../port/journal-error.ts';
import { gatherCommits } from './gather-commits.ts';

const flag = (name: string): readonly JournalChange[] => [{ type: 'flag-put', name, value: 'x' }];
const REFUSED: CommitResult = { ok: false, index: 0, conflict: 'flag-put' };

/** Writes down what is written in one transaction, which ends when it is let end; `answer` may refuse it. */
function createBench(answer: (names: string) => CommitResult = () => ({ ok: true })) {
  const written: string[] = [];
  const turns: (() => void)[] = [];
  const times: (() => void)[] = [];
  const held: (() => void)[] = [];
  let isHeld = false;
  const gather = gatherCommits({
    async write(changes) {
      const names = changes.map((change) => (change.type === 'flag-put' ? change.name : '')).join('');
      written.push(names);
      if (isHeld) await new Promise<void>((resolve) => void held.push(resolve));
      return answer(names);
    },
    inTurn: (_, work) => work(),
    turn: (work) => void turns.push(work),
    later: (work) => void times.push(work),
  });
  const run = (works: (() => void)[]) => works.splice(0).forEach((work) => work());
  return {
    written,
    turns,
    times,
    add: (name: string, isPatient = false) => gather(flag(name), isPatient),
    endTurn: () => run(turns),
    endTime: () => run(times),
    hold: () => void (isHeld = true),
    /** Ends the oldest that is under way. */
    async endOne() {
      held.shift()?.();
      for (let step = 0; step < 10; step += 1) await Promise.resolve();
    },
  };
}

test('what comes in one turn is one transaction', async () => {
  const { add, written, turns, endTurn } = createBench();
  const answers = [add('a'), add('b'), add('c')];
  expect([turns.length, written]).toEqual([1, []]);
  endTurn();
  await Promise.all(answers);
  expect(written).toEqual(['abc']);
});

test('what may wait goes once its time comes, or with something that hurries', async () => {
  const { add, written, times, endTurn, endTime } = createBench();
  const first = [add('a', true), add('b', true), add('c')];
  expect(times.length).toBe(1);
  endTurn();
  await Promise.all(first);
  const second = add('d', true);
  endTime();
  await second;
  endTime();
  endTurn();
  expect(written).toEqual(['abc', 'd']);
});

test('what comes while two transactions are under way goes together into the next', async () => {
  const { add, written, endTurn, hold, endOne } = createBench();
  hold();
  const answers = ['a', 'b', 'c', 'd', 'e'].map((name) => {
    const answer = add(name);
    endTurn();
    return answer;
  });
  expect(written).toEqual(['a', 'b']);
  await endOne();
  expect(written).toEqual(['a', 'b', 'cde']);
  for (let count = 0; count < 2; count += 1) await endOne();
  expect(await Promise.all(answers)).toEqual(answers.map(() => ({ ok: true })));
});

test('a refusal is the answer of the one that is refused', async () => {
  const { add, written, endTurn } = createBench((names) => (names.includes('b') ? REFUSED : { ok: true }));
  const answers = ['a', 'b', 'c'].map((name) => add(name));
  endTurn();
  expect(await Promise.all(answers)).toEqual([{ ok: true }, REFUSED, { ok: true }]);
  expect(written).toEqual(['abc', 'a', 'b', 'c']);
});

test('a row that somebody else has is the trouble of the one that wants it', async () => {
  const { add, written, endTurn } = createBench((names) => {
    if (names.includes('b')) throw new JournalError('held', 'A row is locked.');
    return { ok: true };
  });
  const answers = ['a', 'b', 'c'].map((name) => add(name));
  endTurn();
  expect(await Promise.allSettled(answers)).toMatchObject([{ value: { ok: true } }, { reason: { code: 'held' } }, {}]);
  expect(written).toEqual(['abc', 'a', 'b', 'c']);
});

test('what waits behind a journal that fails is given up with it, and is known not to be written', async () => {
  const { add, written, endTurn, hold, endOne } = createBench((names) => {
    if (names === 'a') throw new JournalError('unreachable', 'Gone.', { outcome: 'unknown' });
    return { ok: true };
  });
  hold();
  const answers = ['a', 'b', 'c', 'd'].map((name) => {
    const answer = add(name);
    endTurn();
    return answer;
  });
  for (let count = 0; count < 2; count += 1) await endOne();
  expect(await Promise.allSettled(answers)).toMatchObject([
    { reason: { outcome: 'unknown' } },
    { value: { ok: true } },
    { reason: { outcome: 'not-written' } },
    { reason: { outcome: 'not-written' } },
  ]);
  expect(written).toEqual(['a', 'b']);
});

test('a journal that fails fails them all, and nothing is written a second time', async () => {
  const { add, written, endTurn } = createBench(() => {
    throw new JournalError('unreachable', 'Gone.', { outcome: 'unknown' });
  });
  const answers = ['a', 'b'].map((name) => add(name));
  endTurn();
  expect(await Promise.allSettled(answers)).toMatchObject([
    { reason: { outcome: 'unknown' } },
    { reason: { outcome: 'unknown' } },
  ]);
  expect(written).toEqual(['ab']);
});
