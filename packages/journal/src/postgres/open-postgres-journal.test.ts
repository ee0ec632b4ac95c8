import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../sql/migrations.ts';
import { NO_POSTGRES } from '../testing/postgres/find-server.ts';
import { createTestDatabase } from '../testing/postgres/shared-server.ts';
import { fillOf, intentOf, signalOf } from '../testing/samples.ts';
import { VERSION_2_ROWS } from '../testing/version-2-rows.test.fixture.ts';
import { openPostgresJournal, openPostgresWithInternals } from './open-postgres-journal.ts';

const suite = NO_POSTGRES === null ? describe : describe.skip;
const next = (sql: string) => [...MIGRATIONS, { version: MIGRATIONS.length + 1, sql: () => sql }];

suite(`opening a journal on PostgreSQL${NO_POSTGRES === null ? '' : ` (${NO_POSTGRES})`}`, () => {
  test('makes the schema once, however many instances start at once', async () => {
    const { url, query } = await createTestDatabase();
    const journals = await Promise.all(Array.from({ length: 4 }, () => openPostgresJournal({ url })));
    expect(await query('select version from journal_version')).toEqual([{ version: `${MIGRATIONS.length}` }]);
    await Promise.all(journals.map((journal) => journal.close()));
  }, 30_000);

  test('brings an older journal forward without losing a row, and refuses it to an older program', async () => {
    const { url } = await createTestDatabase();
    const older = await openPostgresJournal({ url });
    await older.acceptSignal(signalOf('s1'), []);
    await older.close();
    const newest = { migrations: next('create table "later" ("a" bigint)') };
    const reader = openPostgresWithInternals({ url, readOnly: true }, newest);
    await expect(reader).rejects.toMatchObject({ code: 'read-only' });
    const journal = await openPostgresWithInternals({ url }, newest);
    expect(await journal.listSignals({})).toEqual([signalOf('s1')]);
    await journal.close();
    for (const readOnly of [false, true]) {
      await expect(openPostgresJournal({ url, readOnly })).rejects.toMatchObject({
        code: 'newer-version',
        message: expect.stringContaining(
          `is of version ${MIGRATIONS.length + 1}, this program knows versions up to ${MIGRATIONS.length}`,
        ),
      });
    }
  });

  test('what was written before times and plans were kept says that they are not known', async () => {
    const { url, query } = await createTestDatabase();
    await (await openPostgresWithInternals({ url }, { migrations: MIGRATIONS.slice(0, 2) })).close();
    for (const sql of VERSION_2_ROWS) await query(sql);
    const journal = await openPostgresJournal({ url });
    expect(await journal.listSignals({})).toEqual([signalOf('s1', { parsedAt: null })]);
    expect(await journal.listIntents({})).toEqual([intentOf('i1')]);
    expect(await journal.listFills({})).toEqual([fillOf('t1', { intentId: 'i1', recordedAt: null })]);
    await journal.close();
  });

  test('a step that fails in the middle leaves the journal as it was', async () => {
    const { url, query } = await createTestDatabase();
    const older = await openPostgresJournal({ url });
    await older.acceptSignal(signalOf('s1'), []);
    await older.close();
    const broken = next('delete from "signals"; create table "later" ("a" bigint); create table "audit" ("a" bigint)');
    await expect(openPostgresWithInternals({ url }, { migrations: broken })).rejects.toMatchObject({ code: 'corrupt' });
    expect(await query('select version from journal_version')).toEqual([{ version: `${MIGRATIONS.length}` }]);
    const journal = await openPostgresJournal({ url });
    expect(await journal.listSignals({})).toEqual([signalOf('s1')]);
    await journal.close();
  });

  test('refuses a schema that holds tables of another program, and leaves them', async () => {
    const { url, query } = await createTestDatabase();
    await query('create table "signals" ("note" text)');
    await expect(openPostgresJournal({ url })).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('name another database or schema'),
    });
    expect(await query('select * from "signals"')).toEqual([]);
  });

  test.each([
    ['confirms before it is on the disk', 'synchronous_commit=off', 'unsafe-server', 'set it on'],
    ['confirms before a replica has it', 'synchronous_commit=local', 'unsafe-server', 'set it on'],
    ['writes nothing', 'default_transaction_read_only=on', 'read-only', 'Name the primary'],
  ])('refuses a server that %s', async (_name, setting, code, remedy) => {
    const { url } = await createTestDatabase();
    const journal = openPostgresJournal({ url: `${url}%20-c${encodeURIComponent(setting)}` });
    await expect(journal).rejects.toMatchObject({ code, message: expect.stringContaining(remedy) });
  });

  test('says where it found no server or no entry, and never with the password', async () => {
    const { url } = await createTestDatabase();
    const urls = [
      'postgres://desk:hunter2@127.0.0.1:1/desk',
      'postgres://desk:hunter2@no-such-host.invalid/desk',
      url.replace('postgres@', 'nobody:hunter2@'),
      url.replace('/postgres?', '/none?').replace('postgres@', 'postgres:hunter2@'),
    ];
    for (const at of urls) {
      const failure: unknown = await openPostgresJournal({ url: at }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'unreachable', outcome: 'not-written' });
      expect(`${JSON.stringify(failure)} ${String(failure)} ${String(Object(failure).stack)}`).not.toContain('hunter2');
    }
  });

  test('a reader writes nothing', async () => {
    const { url } = await createTestDatabase();
    const journal = await openPostgresJournal({ url });
    await journal.acceptSignal(signalOf('s1'), []);
    const reader = await openPostgresJournal({ url, readOnly: true });
    expect(await reader.listSignals({})).toEqual([signalOf('s1')]);
    expect(reader.writeState()).toEqual({ isWritable: false, code: 'read-only' });
    await expect(reader.acceptSignal(signalOf('s2'), [])).rejects.toMatchObject({ code: 'read-only' });
    await reader.close();
    await journal.close();
  });
});
