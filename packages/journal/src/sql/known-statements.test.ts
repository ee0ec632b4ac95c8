import { expect, test } from 'vitest';
import { Kysely } from 'kysely';
import { createNodeSqliteDialect } from '../sqlite/dialect.ts';
import { loadNodeSqlite } from '../sqlite/node-sqlite.ts';
import { columnsOf } from './columns.ts';
import { connectionOf } from './connection-of.ts';
import { createKnownStatements } from './known-statements.ts';
import type { JournalTables, JournalTransaction } from './tables.ts';

async function inTransaction(work: (trx: JournalTransaction) => Promise<void>): Promise<void> {
  const { DatabaseSync } = await loadNodeSqlite();
  const raw = new DatabaseSync(':memory:');
  raw.exec('create table "flags" ("name" text primary key, "value" text)');
  const database = new Kysely<JournalTables>({ dialect: createNodeSqliteDialect(raw, ':memory:') });
  await database.transaction().execute(work);
  await database.destroy();
}

test('a statement is built once for its shape and runs with the parameters of each call', () =>
  inTransaction(async (trx) => {
    const statements = createKnownStatements();
    const connection = await connectionOf(trx);
    let built = 0;
    const put = (name: string, value: string) =>
      statements.run(connection, 'put', [name, value], () => {
        built += 1;
        return trx.insertInto('flags').values({ name, value });
      });
    for (const name of ['a', 'b', 'c']) expect((await put(name, `${name}!`)).numAffectedRows).toBe(1n);
    expect(built).toBe(1);
    const read = (name: string) =>
      statements.run(connection, 'read', [name], () =>
        trx.selectFrom('flags').select('value').where('name', '=', name),
      );
    expect((await read('a')).rows).toEqual([{ value: 'a!' }]);
    expect((await read('c')).rows).toEqual([{ value: 'c!' }]);
  }));

test('parameters in another order than the text has them are refused before anything is written', () =>
  inTransaction(async (trx) => {
    const { run } = createKnownStatements();
    const connection = await connectionOf(trx);
    const build = () => trx.insertInto('flags').values({ name: 'a', value: 'b' });
    expect(() => run(connection, 'put', ['b', 'a'], build)).toThrow('The parameters of "put" are others.');
    expect(await trx.selectFrom('flags').selectAll().execute()).toEqual([]);
  }));

test('columns that are undefined are left out, null is written', () => {
  expect(columnsOf({ name: 'a', value: undefined, other: null })).toEqual({
    names: ' name other',
    values: ['a', null],
  });
});
