import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSqlitePaperStore } from './sqlite-store.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paper-'));
  path = join(folder, 'paper.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const nothing = { orders: [], fills: [], incomes: [], state: '{}' } as const;

describe('the SQLite store', () => {
  test('opens nothing before load', async () => {
    const store = createSqlitePaperStore({ path: join(folder, 'not', 'there.db') });
    await expect(store.commit(nothing)).rejects.toMatchObject({ code: 'not-open' });
    await store.close();
  });

  test('names a folder or file that is missing', async () => {
    const noFolder = createSqlitePaperStore({ path: join(folder, 'not', 'there.db') });
    await expect(noFolder.load()).rejects.toMatchObject({ name: 'PaperStoreError', code: 'missing' });
    await expect(createSqlitePaperStore({ path, create: false }).load()).rejects.toMatchObject({ code: 'missing' });
  });

  test('refuses a file that is damaged, another program’s, or of a newer version', async () => {
    writeFileSync(path, 'this is no database, however long it may be, and it never was one; it is prose'.repeat(20));
    await expect(createSqlitePaperStore({ path }).load()).rejects.toMatchObject({ code: 'corrupt' });

    const foreign = join(folder, 'foreign.db');
    const other = new DatabaseSync(foreign);
    other.exec('CREATE TABLE cats (name TEXT)');
    other.close();
    await expect(createSqlitePaperStore({ path: foreign }).load()).rejects.toMatchObject({ code: 'corrupt' });

    const newer = join(folder, 'newer.db');
    const store = createSqlitePaperStore({ path: newer });
    await store.load();
    await store.close();
    const later = new DatabaseSync(newer);
    later.exec('PRAGMA user_version = 99');
    later.close();
    await expect(store.load()).rejects.toMatchObject({ code: 'newer-version' });
  });

  test('refuses a file that is open already in this process, also by another name', async () => {
    const store = createSqlitePaperStore({ path });
    await store.load();
    await expect(createSqlitePaperStore({ path }).load()).rejects.toMatchObject({ code: 'in-use' });
    symlinkSync(path, join(folder, 'alias.db'));
    const alias = createSqlitePaperStore({ path: join(folder, 'alias.db') });
    await expect(alias.load()).rejects.toMatchObject({ code: 'in-use' });
    await store.close();
    await alias.load();
    await alias.close();
  });

  test('refuses a file that another process has open, until that one is gone', async () => {
    const script = `
      const { DatabaseSync } = require('node:sqlite');
      new DatabaseSync(process.argv[1] + '-lock').exec('BEGIN EXCLUSIVE');
      console.log('held');
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ['-e', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = new Promise((resolve) => void child.once('exit', resolve));
    await new Promise((resolve) => void child.stdout.once('data', resolve));
    const store = createSqlitePaperStore({ path });
    await expect(store.load()).rejects.toMatchObject({ code: 'in-use' });
    child.kill('SIGKILL');
    await gone;
    expect(await store.load()).toBeNull();
    await store.close();
  });

  test('makes files that only their owner may read', async () => {
    const store = createSqlitePaperStore({ path });
    await store.load();
    await store.commit(nothing);
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o077);
    expect(modes.length).toBeGreaterThanOrEqual(2);
    expect(modes.every((mode) => mode === 0)).toBe(true);
    await store.close();
  });

  test('lets others read the file while it is open', async () => {
    const store = createSqlitePaperStore({ path });
    await store.load();
    await store.commit(nothing);
    const reader = new DatabaseSync(path, { readOnly: true });
    expect(reader.prepare('SELECT count(*) AS n FROM orders').get()).toEqual({ n: 0 });
    reader.close();
    await store.close();
  });

  test('takes all of a commit or nothing', async () => {
    const store = createSqlitePaperStore({ path });
    await store.load();
    await store.commit({ ...nothing, state: '{"first":true}' });
    const writer = new DatabaseSync(path);
    writer.exec("CREATE TRIGGER no BEFORE UPDATE ON state BEGIN SELECT RAISE(ABORT, 'no'); END");
    writer.close();
    const incomes = [{ type: 'fee', symbol: null, asset: 'USDT', amount: decimal('1'), venueAt: 1 }] as const;
    await expect(store.commit({ ...nothing, incomes })).rejects.toMatchObject({ code: 'failed' });
    expect(await store.listIncome({})).toEqual([]);
    expect(await store.load()).toBe('{"first":true}');
    await store.close();
  });

  test('names a row that cannot be read', async () => {
    const store = createSqlitePaperStore({ path });
    await store.load();
    const writer = new DatabaseSync(path);
    writer.exec("INSERT INTO income VALUES (1, 'fee', NULL, 'USDT', '1', 1, '{\"type\":\"gift\"}')");
    writer.close();
    await expect(store.listIncome({})).rejects.toMatchObject({ code: 'corrupt' });
    await store.close();
  });
});
