import { expect, test } from 'vitest';
import { JournalError } from '../port/journal-error.ts';
import { signalOf } from '../testing/samples.ts';
import { type Acceptance, gatherAccepts } from './gather-accepts.ts';

/** What cannot be stored has this id. */
const BAD = 'bad';
/** The answer to its transaction is lost. */
const LOST = 'lost';

function createBench() {
  const turns: (() => void)[] = [];
  const written: string[][] = [];
  const accept = gatherAccepts({
    turn: (work) => void turns.push(work),
    async write(some) {
      written.push(some.map(({ row }) => row.id));
      if (some.some(({ row }) => row.id === BAD)) throw new JournalError('id-taken', BAD);
      if (some.some(({ row }) => row.id === LOST)) throw new JournalError('unreachable', LOST, { outcome: 'unknown' });
      return some.map(({ row }) => ({ fresh: true, row }));
    },
  });
  const alert = (id: string, key = id): Acceptance => ({ row: signalOf(id, { key }), messages: [] });
  return { turns, written, add: (id: string, key?: string) => accept(alert(id, key)) };
}

test('what comes in one turn is one transaction, in the order of its coming', async () => {
  const { turns, written, add } = createBench();
  const ids = Array.from({ length: 12 }, (_, index) => `s${index + 10}`);
  const answers = ids.map((id, index) => add(id, `k${90 - index}`));
  expect([turns.length, written]).toEqual([1, []]);
  turns.pop()?.();
  expect(written).toEqual([ids]);
  expect((await Promise.all(answers)).map(({ row }) => row.id)).toEqual(ids);
  const later = add('z');
  turns.pop()?.();
  expect(await later).toMatchObject({ fresh: true });
  expect(written).toHaveLength(2);
});

test('one that cannot be stored takes none of the others with it', async () => {
  const { turns, written, add } = createBench();
  const answers = Promise.allSettled([add('a'), add(BAD), add('c')]);
  turns.pop()?.();
  expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(written).toEqual([['a', BAD, 'c'], ['a'], [BAD], ['c']]);
});

test('where it is not known whether they are stored, all hear so, and none is tried again', async () => {
  const { turns, written, add } = createBench();
  const answers = Promise.allSettled([add('a'), add(LOST)]);
  turns.pop()?.();
  expect(await answers).toMatchObject([{ reason: { outcome: 'unknown' } }, { reason: { outcome: 'unknown' } }]);
  expect(written).toEqual([['a', LOST]]);
});
