import { expect, test } from '@jest/globals';
import type { CommitResult, JournalChange } from '../port/change.ts';
import { JournalError } from '../port/journal-error.ts';
import { gatherCommits } from './gather-commits.ts';

const flag = (name: string): readonly JournalChange[] => [{ type: 'flag-put', name, value: 'x' }];
const REFUSED: CommitResult = { ok: false, index: 0, conflict: 'flag-put' };

/** Writes down what is written in one transaction; `answer` may refuse it. */
function createBench(answer: (names: string) => CommitResult = () => ({ ok: true })) {
  const written: string[] = [];
  const times: (() => void)[] = [];
  const gathered = gatherCommits({
    async write(changes) {
      const names = changes.map((change) => (change.type === 'flag-put' ? change.name : '')).join('');
      const result = answer(names);
      written.push(names);
      return result;
    },
    inTurn: (_, work) => work(),
    later: (work) => void times.push(work),
  });
  return { gathered, written, times };
}

test('what waits is one transaction once its time comes, or before something that hurries', async () => {
  const { gathered, written, times } = createBench();
  const first = [gathered.add(flag('a')), gathered.add(flag('b'))];
  expect(times.length).toBe(1);
  gathered.flush();
  await Promise.all(first);
  const second = gathered.add(flag('c'));
  for (const time of times.splice(0)) time();
  await second;
  gathered.flush();
  expect(written).toEqual(['ab', 'c']);
});

test('a refusal is the answer of the one that is refused', async () => {
  const { gathered, written } = createBench((names) => (names.includes('b') ? REFUSED : { ok: true }));
  const answers = ['a', 'b', 'c'].map((name) => gathered.add(flag(name)));
  gathered.flush();
  expect(await Promise.all(answers)).toEqual([{ ok: true }, REFUSED, { ok: true }]);
  expect(written).toEqual(['abc', 'a', 'b', 'c']);
});

test('a journal that fails fails them all, and nothing is written a second time', async () => {
  const { gathered, written } = createBench(() => {
    throw new JournalError('unreachable', 'Gone.', { outcome: 'unknown' });
  });
  const answers = ['a', 'b'].map((name) => gathered.add(flag(name)));
  gathered.flush();
  expect(await Promise.allSettled(answers)).toMatchObject([
    { reason: { outcome: 'unknown' } },
    { reason: { outcome: 'unknown' } },
  ]);
  expect(written).toEqual([]);
});
