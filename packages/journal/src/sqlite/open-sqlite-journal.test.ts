import { describe, expect, test } from 'vitest';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Journal } from '../port/journal.ts';
import { messageOf, signalOf, updateOf } from '../testing/samples.ts';
import { withFolder } from '../testing/temporary-folder.test.fixture.ts';
import { assertSafeSqlite } from './assert-safe-sqlite.ts';
import { openSqliteJournal, openWithInternals } from './open-sqlite-journal.ts';

/** A closed journal with some pages of signals. */
async function makeJournal(path: string): Promise<void> {
  const journal = await openSqliteJournal({ path });
  for (let index = 0; index < 40; index += 1) {
    await journal.acceptSignal(signalOf(`s${index}`, { body: 'x'.repeat(1000) }), []);
  }
  await journal.close();
}

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const content = readFileSync(path);
  content.set(bytes, at);
  writeFileSync(path, content);
}

const noise = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 167 + 91) % 256);

describe('opening a journal', () => {
  test.each([
    ['the header', 0, 100],
    ['the schema', 100, 200],
    ['a page', 4096, 4096],
    ['a page further on', 8 * 4096, 4096],
  ])('refuses a file with damage in %s', (_name, at, length) =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      await makeJournal(path);
      overwrite(path, at, noise(length));
      await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: 'corrupt' });
      expect(existsSync(`${path}.owner`)).toBe(false);
      // a backup beside an old log would be taken for damaged, too
      const message: unknown = expect.stringContaining('Keep it aside, with its -wal and -shm');
      await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: 'corrupt', message });
    }),
  );

  test('refuses a file that was cut off', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      await makeJournal(path);
      truncateSync(path, 4096 * Math.floor(statSync(path).size / 8192));
      await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: 'corrupt' });
    }));

  test('refuses the database of another program and leaves it as it was', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'other.db');
      const other = new DatabaseSync(path);
      other.exec('CREATE TABLE notes (text TEXT)');
      other.close();
      const before = readFileSync(path);
      await expect(openSqliteJournal({ path })).rejects.toMatchObject({
        code: 'corrupt',
        message: expect.stringContaining('not a journal'),
      });
      expect(readFileSync(path).equals(before)).toBe(true);
    }));

  test('refuses a path that cannot be opened', () =>
    withFolder(async (folder) => {
      await expect(openSqliteJournal({ path: join(folder, 'no', 'perpdesk.db') })).rejects.toMatchObject({
        code: 'io',
      });
      await expect(openSqliteJournal({ path: folder })).rejects.toMatchObject({ code: 'io' });
      const missing = join(folder, 'missing.db');
      await expect(openSqliteJournal({ path: missing, readOnly: true })).rejects.toMatchObject({ code: 'io' });
      expect(existsSync(missing)).toBe(false);
    }));

  test('refuses a file that may not be written', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      await makeJournal(path);
      chmodSync(folder, 0o777);
      chmodSync(path, 0o400);
      await asOrdinaryUser(path, async () => {
        await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: 'read-only' });
      });
    }));

  test('knows which versions of SQLite are safe', () => {
    for (const safe of ['3.51.3', '3.52.0', '3.51.10', '4.0.0', '3.53.4']) {
      expect(() => assertSafeSqlite(safe)).not.toThrow();
    }
    for (const unsafe of ['3.51.2', '3.7.0', '3.46.1', '2.99.99']) {
      expect(() => assertSafeSqlite(unsafe)).toThrow(expect.objectContaining({ code: 'unsafe-sqlite' }));
    }
  });
});

describe('a failure while the journal is open', () => {
  const writes: readonly (readonly [string, (journal: Journal) => Promise<unknown>])[] = [
    ['acceptSignal', (journal) => journal.acceptSignal(signalOf('big', { body: 'x'.repeat(60_000) }), [])],
    ['commit', (journal) => journal.commit([{ type: 'flag-put', name: 'big', value: 'x'.repeat(60_000) }])],
    ['acceptUpdates', (journal) => journal.acceptUpdates([{ ...updateOf(1), payload: 'x'.repeat(60_000) }])],
  ];

  test.each(writes)('a full disk fails %s by name, stores nothing and leaves the rest readable', (_name, write) =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      await makeJournal(path);
      let raw: DatabaseSync | undefined;
      const journal = await openWithInternals({ path }, { onOpen: (database) => (raw = database) });
      raw?.exec('PRAGMA max_page_count = 1');
      await expect(write(journal)).rejects.toMatchObject({ code: 'disk-full' });
      expect((await journal.listSignals({})).length).toBe(40);
      expect(await journal.readFlags()).toEqual({});
      expect(await journal.listPendingUpdates()).toEqual([]);
      raw?.exec('PRAGMA max_page_count = 100000');
      await expect(write(journal)).resolves.toBeDefined();
      await journal.close();
    }),
  );

  test('a file that turned read-only fails each write by name', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      let raw: DatabaseSync | undefined;
      const journal = await openWithInternals({ path }, { onOpen: (database) => (raw = database) });
      raw?.exec('PRAGMA query_only = 1');
      for (const [, write] of writes) await expect(write(journal)).rejects.toMatchObject({ code: 'read-only' });
      await expect(journal.prune(1)).rejects.toMatchObject({ code: 'read-only' });
      expect(await journal.listSignals({})).toEqual([]);
      await journal.close();
    }));

  test.each(['perpdesk.db', 'perpdesk.db.lock', 'perpdesk.db-wal'])(
    '%s that is moved away fails each write by name, until it is back',
    (name) =>
      withFolder(async (folder) => {
        const path = join(folder, 'perpdesk.db');
        await makeJournal(path);
        const journal = await openSqliteJournal({ path });
        renameSync(join(folder, name), join(folder, 'away'));
        for (const [, write] of writes) await expect(write(journal)).rejects.toMatchObject({ code: 'gone' });
        const together = await Promise.allSettled(writes.map(([, write]) => write(journal)));
        expect(together.map(({ status }) => status)).toEqual(writes.map(() => 'rejected'));
        expect(journal.writeState()).toEqual({ isWritable: false, code: 'gone' });
        copyFileSync(join(folder, 'away'), join(folder, name));
        await expect(journal.acceptSignal(signalOf('s'), [])).rejects.toMatchObject({ code: 'gone' });
        expect((await journal.readLedger()).ledger).toEqual([]);
        renameSync(join(folder, 'away'), join(folder, name));
        for (const [, write] of writes) await expect(write(journal)).resolves.toBeDefined();
        expect(journal.writeState()).toEqual({ isWritable: true });
        await journal.close();
      }),
  );

  test('a foreign writer that does not let go fails the write as held', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const journal = await openSqliteJournal({ path });
      const foreign = new DatabaseSync(path);
      foreign.exec('BEGIN IMMEDIATE');
      await expect(journal.acceptSignal(signalOf('s1'), [messageOf('e1')])).rejects.toMatchObject({ code: 'held' });
      foreign.exec('ROLLBACK');
      foreign.close();
      expect((await journal.acceptSignal(signalOf('s1'), [])).fresh).toBe(true);
      await journal.close();
    }));
});

/** Permissions do not hold root back: for the work it steps down. */
async function asOrdinaryUser(path: string, work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  chmodSync(path, 0o444);
  process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}
