import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { toJournalError } from './to-journal-error.ts';

/** More texts than the journal has; the bound only keeps surprises small. */
const MAX_STATEMENTS = 500;

/** Node's database in the form that Kysely takes, each text prepared once. Failures come out as JournalError. */
export function toKyselyDatabase(database: DatabaseSync, path: string): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();

  function guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw toJournalError(error, path);
    }
  }

  function prepare(sql: string): SqliteStatement {
    const statement = guarded(() => database.prepare(sql));
    return {
      reader: statement.columns().length > 0,
      all: (parameters) =>
        guarded(() => Array.from(statement.all(...parameters.map(toSqlValue)), (row) => ({ ...row }))),
      run: (parameters) => guarded(() => statement.run(...parameters.map(toSqlValue))),
      iterate: (parameters) => guarded(() => statement.iterate(...parameters.map(toSqlValue))),
    };
  }

  return {
    prepare(sql) {
      let statement = statements.get(sql);
      if (statement === undefined) {
        if (statements.size >= MAX_STATEMENTS) statements.clear();
        statement = prepare(sql);
        statements.set(sql, statement);
      }
      return statement;
    },
    close: () => database.close(),
  };
}

function toSqlValue(value: unknown): SQLInputValue {
  switch (typeof value) {
    case 'boolean':
      return value ? 1 : 0;
    case 'string':
    case 'number':
    case 'bigint':
      return value;
    default:
      if (value === null) return value;
      throw new TypeError(`A ${typeof value} cannot be stored.`);
  }
}
