import { describe, expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Worker } from 'node:worker_threads';
import type { CommitOptions, Journal } from '../../port/journal.ts';
import { JournalError } from '../../port/journal-error.ts';
import { signalOf } from '../../testing/samples.ts';
import { withFolder } from '../../testing/temporary-folder.test.fixture.ts';
import { openSqliteJournal } from '../open-sqlite-journal.ts';
import { systemOwner } from '../system-owner.ts';
import { openInThread } from './open-in-thread.ts';

interface Bench {
  readonly path: string;
  readonly journal: Journal;
  readonly worker: Worker | undefined;
}

function withJournal(work: (bench: Bench) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    const path = join(folder, 'perpdesk.db');
    let worker: Worker | undefined;
    const own = { now: () => Date.now(), onStart: (started: Worker) => void (worker = started) };
    const journal = await openInThread({ path, ballastBytes: 0, owner: systemOwner(), ...own });
    await work({ path, journal, worker });
    await journal.close();
  });
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('a journal in a thread of its own', () => {
  test('keeps nobody waiting: the event loop turns on while the file is locked by another', () =>
    withJournal(async ({ path, journal }) => {
      const other = new DatabaseSync(path);
      other.exec('BEGIN IMMEDIATE');
      const started = Date.now();
      let turns = 0;
      const spin = () => {
        turns += 1;
        if (Date.now() - started < 100) setImmediate(spin);
        else other.exec('COMMIT');
      };
      spin();
      expect((await journal.acceptSignal(signalOf('s1'), [])).fresh).toBe(true);
      expect(Date.now() - started).toBeGreaterThanOrEqual(100);
      expect(turns).toBeGreaterThan(50);
      other.close();
    }));

  test('is refused with the name and the words of the thread’s refusal, as the journal’s own error', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const holder = await openSqliteJournal({ path, inThread: true, owner: { pid: 4711, host: 'a-host' } });
      const failure = await failureOf(openSqliteJournal({ path, inThread: true }));
      expect(failure).toBeInstanceOf(JournalError);
      expect(failure).toMatchObject({ code: 'held', outcome: 'not-written', message: expect.stringContaining('4711') });
      await holder.close();
      writeFileSync(join(folder, 'other.db'), 'this is no database at all, but a text that is long enough'.repeat(99));
      const damaged = openSqliteJournal({ path: join(folder, 'other.db'), inThread: true });
      await expect(damaged).rejects.toMatchObject({ code: 'corrupt' });
    }));

  test('lets its file go when it is closed, ends what was asked before, and is closed from then on', () =>
    withJournal(async ({ path, journal }) => {
      const last = journal.acceptSignal(signalOf('s1'), []);
      const closed = journal.close();
      await expect(journal.readFlags()).rejects.toMatchObject({ code: 'closed' });
      expect((await last).fresh).toBe(true);
      await closed;
      await journal.close();
      const again = await openSqliteJournal({ path });
      expect(await again.listSignals({})).toHaveLength(1);
      await again.close();
    }));

  test('stamps rows by the clock of the program', () =>
    withFolder(async (folder) => {
      let at = 5;
      const journal = await openSqliteJournal({ path: join(folder, 'p.db'), inThread: true, now: () => at });
      await journal.acceptSignal(signalOf('s1'), []);
      at = 7_000;
      await journal.commit([{ type: 'signal-update', id: 's1', from: ['accepted'], patch: { state: 'planned' } }]);
      expect((await journal.listSignals({})).map(({ updatedAt }) => updatedAt)).toEqual([7_000]);
      await journal.close();
    }));

  test('whose thread ends unasked cannot be written any more, and nobody knows of what was under way', () =>
    withJournal(async ({ journal, worker }) => {
      await journal.acceptSignal(signalOf('s1'), []);
      expect(journal.writeState()).toEqual({ isWritable: true });
      const pending = failureOf(journal.acceptSignal(signalOf('s2'), []));
      await worker?.terminate();
      const unknown = { code: 'io', outcome: 'unknown', message: expect.stringContaining('Start the program again') };
      expect(await pending).toMatchObject(unknown);
      expect(await failureOf(journal.readFlags())).toMatchObject(unknown);
      expect(journal.writeState()).toEqual({ isWritable: false, code: 'io' });
    }));

  test('takes an option that is handed on without a value', () =>
    withJournal(async ({ journal }) => {
      const given: CommitOptions | undefined = undefined;
      const changes = [{ type: 'flag-put', name: 'a', value: '1' }] as const;
      expect(await journal.commit(changes, given)).toMatchObject({ ok: true });
      expect(await journal.readFlags()).toMatchObject({ a: '1' });
    }));

  test('answers a bug of the caller as one, and goes on', () =>
    withJournal(async ({ journal }) => {
      const failure = await failureOf(journal.listSignals({ newest: 1.5 }));
      expect(failure).toBeInstanceOf(Error);
      expect(JournalError.is(failure)).toBe(false);
      expect(await journal.readFlags()).toMatchObject({});
    }));
});
