import { describe, expect, test } from 'vitest';
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startJournalChild } from '../testing/journal-child.test.fixture.ts';
import { signalOf } from '../testing/samples.ts';
import { withFolder } from '../testing/temporary-folder.test.fixture.ts';
import { openSqliteJournal } from './open-sqlite-journal.ts';

const OWNER = { pid: 4711, host: 'desk-1' };
const now = () => Date.UTC(2026, 0, 2, 3, 4, 5);

const HOLD = `
  import { openSqliteJournal } from '@perpdesk/journal';
  await openSqliteJournal({ path: process.argv[1] });
  console.log(process.pid);
  setInterval(() => {}, 1000);
`;

describe('the instance guard', () => {
  test('refuses a second opener in the same process and names the holder', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const journal = await openSqliteJournal({ path, now, owner: OWNER });
      await expect(openSqliteJournal({ path })).rejects.toMatchObject({
        code: 'held',
        message: expect.stringContaining('process 4711 on desk-1, started 2026-01-02T03:04:05.000Z'),
      });
      await journal.acceptSignal(signalOf('s1'), []);
      await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: 'held' });
      await journal.close();
      expect(existsSync(`${path}.owner`)).toBe(false);
      await (await openSqliteJournal({ path })).close();
    }));

  test('knows the file by another name', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const journal = await openSqliteJournal({ path });
      symlinkSync(path, join(folder, 'link.db'));
      await expect(openSqliteJournal({ path: join(folder, 'link.db') })).rejects.toMatchObject({ code: 'held' });
      await journal.close();
    }));

  test('refuses while another process holds it, and frees itself when that one is killed', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const child = startJournalChild(HOLD, path);
      try {
        await child.printed(1);
        const message = expect.stringContaining(`process ${child.lines[0]} on `);
        await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: 'held', message });
      } finally {
        await child.kill();
      }
      expect(existsSync(`${path}.owner`)).toBe(true);
      const journal = await openSqliteJournal({ path, owner: OWNER });
      expect(JSON.parse(readFileSync(`${path}.owner`, 'utf8'))).toMatchObject(OWNER);
      await journal.close();
    }));

  test('says so when the holder left no readable note', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const journal = await openSqliteJournal({ path });
      writeFileSync(`${path}.owner`, '{"pid":');
      const message = expect.stringContaining('another process that left no note');
      await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: 'held', message });
      await journal.close();
    }));

  test('a reader may look while the journal is held, and changes nothing', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const journal = await openSqliteJournal({ path });
      await journal.acceptSignal(signalOf('s1'), []);
      const reader = await openSqliteJournal({ path, readOnly: true });
      expect(await reader.listSignals({})).toEqual([signalOf('s1')]);
      await expect(reader.acceptSignal(signalOf('s2'), [])).rejects.toMatchObject({ code: 'read-only' });
      await expect(reader.prune(1)).rejects.toMatchObject({ code: 'read-only' });
      await reader.close();
      expect((await journal.acceptSignal(signalOf('s2'), [])).fresh).toBe(true);
      await journal.close();
    }));

  test('all files are for their owner alone', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      writeFileSync(path, '', { mode: 0o644 });
      const journal = await openSqliteJournal({ path });
      await journal.acceptSignal(signalOf('s1'), []);
      for (const suffix of ['', '-wal', '-shm', '.lock', '.owner']) {
        expect([suffix, statSync(path + suffix).mode & 0o777]).toEqual([suffix, 0o600]);
      }
      await journal.close();
    }));
});
