import type { SchemaWords } from '../sql/migrations.ts';

export const SQLITE_WORDS: SchemaWords = {
  sequence: 'INTEGER PRIMARY KEY',
  neverReused: 'INTEGER PRIMARY KEY AUTOINCREMENT',
  integer: 'INTEGER',
  text: 'TEXT',
  flag: 'INTEGER',
  end: ' STRICT',
};
