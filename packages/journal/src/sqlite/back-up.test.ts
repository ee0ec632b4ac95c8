import { describe, expect, test } from 'vitest';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signalOf } from '../testing/samples.ts';
import { withFolder } from '../testing/temporary-folder.test.fixture.ts';
import { backUpJournal } from './back-up.ts';
import { openSqliteJournal } from './open-sqlite-journal.ts';

describe('a backup', () => {
  test('is taken while the program writes, and is a journal of one moment', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const to = join(folder, 'copy.db');
      const journal = await openSqliteJournal({ path });
      for (let index = 0; index < 50; index += 1) await journal.acceptSignal(signalOf(`s${index}`), []);
      const writing = Promise.all(
        Array.from({ length: 20 }, (_, index) => journal.acceptSignal(signalOf(`t${index}`), [])),
      );
      await backUpJournal(`sqlite:${path}`, to);
      await writing;
      expect(statSync(to).mode & 0o777).toBe(0o600);
      const copy = await openSqliteJournal({ path: to });
      const ids = (await copy.listSignals({})).map(({ id }) => id);
      expect(ids.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, index) => `s${index}`));
      expect([50, 70]).toContain(ids.length);
      await copy.acceptSignal(signalOf('u1'), []);
      await copy.close();
      await journal.close();
    }));

  test('overwrites nothing and leaves nothing behind when it fails', () =>
    withFolder(async (folder) => {
      const to = join(folder, 'copy.db');
      await expect(backUpJournal(`sqlite:${join(folder, 'none.db')}`, to)).rejects.toMatchObject({ code: 'io' });
      expect(existsSync(to)).toBe(false);
      const path = join(folder, 'perpdesk.db');
      await (await openSqliteJournal({ path })).close();
      writeFileSync(to, 'mine');
      await expect(backUpJournal(`sqlite:${path}`, to)).rejects.toThrow('is there already');
      expect(readFileSync(to, 'utf8')).toBe('mine');
      await expect(backUpJournal('postgres://127.0.0.1/desk', to)).rejects.toThrow('pg_dump');
    }));

  test('that cannot be written says so of its own file, not of the journal', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      await (await openSqliteJournal({ path })).close();
      const to = join(folder, 'none', 'copy.db');
      await expect(backUpJournal(`sqlite:${path}`, to)).rejects.toMatchObject({
        code: 'io',
        message: expect.stringContaining(`The journal ${to} cannot be read or written`),
      });
    }));
});
