import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Journal } from '../port/journal.ts';
import { intentOf, signalOf } from '../testing/samples.ts';
import { withFolder } from '../testing/temporary-folder.test.fixture.ts';
import { openWithInternals } from './open-sqlite-journal.ts';

interface Bench {
  readonly journal: Journal;
  readonly raw: DatabaseSync | undefined;
  /** Transactions in the write-ahead log. */
  commits(): number;
}

function withJournal(work: (bench: Bench) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    let raw: DatabaseSync | undefined;
    const path = join(folder, 'perpdesk.db');
    const journal = await openWithInternals({ path }, { onOpen: (database) => (raw = database) });
    await work({ journal, raw, commits: () => countCommits(readFileSync(`${path}-wal`)) });
    await journal.close();
  });
}

/** https://www.sqlite.org/fileformat.html#the_write_ahead_log: a frame that ends a transaction says how big the file is. */
function countCommits(wal: Buffer): number {
  const frame = 24 + wal.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + frame <= wal.length; at += frame) commits += wal.readUInt32BE(at + 4) === 0 ? 0 : 1;
  return commits;
}

const accept = (journal: Journal, count: number, prefix: string) =>
  Promise.all(Array.from({ length: count }, (_, index) => journal.acceptSignal(signalOf(`${prefix}${index}`), [])));

describe('what is asked for in one turn of the event loop', () => {
  test('is one transaction, and what comes later is another', () =>
    withJournal(async ({ journal, commits }) => {
      const before = commits();
      await accept(journal, 20, 'a');
      expect(commits() - before).toBe(1);
      await accept(journal, 5, 'b');
      await journal.acceptSignal(signalOf('c'), []);
      expect(commits() - before).toBe(3);
    }));

  test('takes along what is patient, in order; alone that is written a little later', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const [turns, times]: [(() => void)[], (() => void)[]] = [[], []];
      const journal = await openWithInternals(
        { path },
        { turn: (work) => void turns.push(work), later: (work) => void times.push(work) },
      );
      const flag = (name: string, isPatient: boolean) =>
        journal.commit([{ type: 'flag-put', name: 'last', value: name }], { isPatient });
      const patient = [flag('a', true), flag('b', true)];
      expect([turns.length, times.length]).toEqual([0, 1]);
      const hurried = flag('c', false);
      expect([turns.length, times.length]).toEqual([1, 1]);
      turns.pop()?.();
      expect(await Promise.all([...patient, hurried])).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
      expect(await journal.readFlags()).toEqual({ last: 'c' });
      // its time comes, and nothing waits any more
      times.pop()?.();
      const alone = flag('d', true);
      expect([turns.length, times.length]).toEqual([0, 1]);
      times.pop()?.();
      await alone;
      expect(await journal.readFlags()).toEqual({ last: 'd' });
      await journal.close();
    }));

  test('is answered each for itself: a refusal takes back its own work only', () =>
    withJournal(async ({ journal, commits }) => {
      await journal.acceptSignal(signalOf('s1'), []);
      const before = commits();
      const insert = (id: string, signalId: string) =>
        journal.commit([
          { type: 'flag-put', name: id, value: 'x' },
          { type: 'intent-insert', intent: intentOf(id, { signalId }) },
        ]);
      const answers = await Promise.allSettled([
        insert('i1', 's1'),
        insert('i2', 'none'),
        journal.acceptSignal(signalOf('s1', { key: 'other' }), []),
        journal.acceptSignal(signalOf('s2'), []),
        insert('i3', 's2'),
      ]);
      expect(answers).toMatchObject([
        { value: { ok: true } },
        { value: { ok: false, index: 1, conflict: 'intent-insert' } },
        { reason: { code: 'id-taken' } },
        { value: { fresh: true } },
        { value: { ok: true } },
      ]);
      expect(commits() - before).toBe(1);
      expect((await journal.listIntents({})).map(({ id }) => id)).toEqual(['i1', 'i3']);
      expect(await journal.readFlags()).toEqual({ i1: 'x', i3: 'x' });
    }));

  test('fails only for the one that the disk has no room for', () =>
    withJournal(async ({ journal, raw }) => {
      await accept(journal, 3, 'a');
      // room for some small rows, not for a big one
      const pages = Number(raw?.prepare('PRAGMA page_count').get()?.['page_count']);
      raw?.exec(`PRAGMA max_page_count = ${pages + 3}`);
      const answers = await Promise.allSettled([
        journal.acceptSignal(signalOf('b1'), []),
        journal.acceptSignal(signalOf('big', { body: 'x'.repeat(60_000) }), []),
        journal.acceptSignal(signalOf('b2'), []),
      ]);
      expect(answers.map((it) => (it.status === 'fulfilled' ? it.status : it.reason))).toMatchObject([
        'fulfilled',
        { code: 'disk-full' },
        'fulfilled',
      ]);
      expect((await journal.listSignals({})).map(({ id }) => id)).toEqual(['a0', 'a1', 'a2', 'b1', 'b2']);
      expect(journal.writeState()).toEqual({ isWritable: true });
    }));

  test('is written before the journal closes', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const first = await openWithInternals({ path }, {});
      const accepted = accept(first, 3, 'a');
      await first.close();
      await accepted;
      const second = await openWithInternals({ path }, {});
      expect((await second.listSignals({})).length).toBe(3);
      await second.close();
    }));
});
