import { describe, expect, test } from 'vitest';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fillOf, intentOf, ledgerOf, signalOf } from '../testing/samples.ts';
import { VERSION_2_ROWS } from '../testing/version-2-rows.test.fixture.ts';
import { withFolder } from '../testing/temporary-folder.test.fixture.ts';
import { MIGRATIONS } from '../sql/migrations.ts';
import { openSqliteJournal, openWithInternals } from './open-sqlite-journal.ts';

function versionOf(path: string): unknown {
  const database = new DatabaseSync(path);
  try {
    return database.prepare('PRAGMA user_version').get()?.['user_version'];
  } finally {
    database.close();
  }
}

const backupsIn = (folder: string) => readdirSync(folder).filter((name) => name.includes('backup'));

const next = (sql: string) => [...MIGRATIONS, { version: MIGRATIONS.length + 1, sql: () => sql }];

describe('migrations', () => {
  test('are numbered one after the other', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  test('bring an older journal forward without losing a row', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const older = await openSqliteJournal({ path });
      await older.acceptSignal(signalOf('s1'), []);
      await older.close();
      const journal = await openWithInternals({ path }, { migrations: next('CREATE TABLE later (a INTEGER) STRICT') });
      expect(await journal.listSignals({})).toEqual([signalOf('s1')]);
      await journal.close();
      expect(versionOf(path)).toBe(MIGRATIONS.length + 1);
    }));

  test('what was written before times and plans were kept says that they are not known', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      await (await openWithInternals({ path }, { migrations: MIGRATIONS.slice(0, 2) })).close();
      const older = new DatabaseSync(path);
      for (const sql of VERSION_2_ROWS) older.exec(sql);
      older.close();
      const journal = await openSqliteJournal({ path });
      expect(await journal.listSignals({})).toEqual([signalOf('s1', { parsedAt: null })]);
      expect(await journal.listIntents({})).toEqual([intentOf('i1')]);
      expect(await journal.listFills({})).toEqual([fillOf('t1', { intentId: 'i1', recordedAt: null })]);
      await journal.close();
    }));

  test('what was owned before stops and entries were kept in the ledger is owned on', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      await (await openWithInternals({ path }, { migrations: MIGRATIONS.slice(0, 2) })).close();
      const database = new DatabaseSync(path);
      const { protect: _protect, entries: _entries, ...older } = { ...ledgerOf(), version: 3 };
      const columns = Object.keys(older).map((name) => `"${name}"`);
      const marks = columns.map(() => '?');
      database.prepare(`INSERT INTO ledger (${columns.join()}) VALUES (${marks.join()})`).run(...Object.values(older));
      database.close();
      const journal = await openSqliteJournal({ path });
      expect((await journal.readLedger()).ledger).toEqual([{ ...ledgerOf(), version: 3 }]);
      await journal.close();
    }));

  test('an older journal is kept as it was before, beside the one of now, and never replaces another', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const version = MIGRATIONS.length;
      const backup = `perpdesk.db.version-${version}.backup`;
      const older = await openSqliteJournal({ path });
      await older.acceptSignal(signalOf('s1'), []);
      await older.close();
      expect(backupsIn(folder)).toEqual([]);
      const migrations = next('DELETE FROM signals');
      await (await openWithInternals({ path }, { migrations })).close();
      await (await openWithInternals({ path }, { migrations })).close();
      expect(backupsIn(folder)).toEqual([backup]);
      expect(statSync(join(folder, backup)).mode & 0o777).toBe(0o600);
      expect(versionOf(join(folder, backup))).toBe(version);

      // the way back: the older program takes the backup, and a later upgrade keeps that one, too
      const again = join(folder, 'again.db');
      copyFileSync(join(folder, backup), again);
      const restored = await openSqliteJournal({ path: again });
      expect(await restored.listSignals({})).toEqual([signalOf('s1')]);
      await restored.close();
      writeFileSync(`${again}.version-${version}.backup`, 'an earlier one');
      await (await openWithInternals({ path: again }, { migrations })).close();
      expect(readFileSync(`${again}.version-${version}.backup`, 'utf8')).toBe('an earlier one');
      expect(versionOf(`${again}.version-${version}.2.backup`)).toBe(version);
    }));

  test('without room for its backup an older journal is not changed', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      await (await openSqliteJournal({ path })).close();
      // nothing can be made where a folder stands
      mkdirSync(`${path}.backup.part`);
      const migrations = next('CREATE TABLE later (a INTEGER) STRICT');
      await expect(openWithInternals({ path }, { migrations })).rejects.toMatchObject({ code: 'io' });
      expect(versionOf(path)).toBe(MIGRATIONS.length);
    }));

  test('a step that fails in the middle leaves the journal as it was', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const older = await openSqliteJournal({ path });
      await older.acceptSignal(signalOf('s1'), []);
      await older.close();
      const broken = next('DELETE FROM signals; CREATE TABLE later (a INTEGER) STRICT; CREATE TABLE later (b INTEGER)');
      await expect(openWithInternals({ path }, { migrations: broken })).rejects.toThrow('already exists');
      expect(versionOf(path)).toBe(MIGRATIONS.length);
      expect(backupsIn(folder)).toEqual([]);
      const journal = await openSqliteJournal({ path });
      expect(await journal.listSignals({})).toEqual([signalOf('s1')]);
      await journal.close();
    }));

  test('a journal of a newer program is refused, naming both versions', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const newer = await openWithInternals({ path }, { migrations: next('CREATE TABLE later (a INTEGER)') });
      await newer.close();
      const known = MIGRATIONS.length;
      for (const readOnly of [false, true]) {
        await expect(openSqliteJournal({ path, readOnly })).rejects.toMatchObject({
          code: 'newer-version',
          message: expect.stringContaining(`is of version ${known + 1}, this program knows versions up to ${known}`),
        });
      }
    }));

  test('a reader does not migrate', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      await (await openSqliteJournal({ path })).close();
      const newest = { migrations: next('CREATE TABLE later (a INTEGER)') };
      await expect(openWithInternals({ path, readOnly: true }, newest)).rejects.toMatchObject({ code: 'read-only' });
      expect(versionOf(path)).toBe(MIGRATIONS.length);
    }));
});
