import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { JournalError } from '../port/journal-error.ts';
import type { NodeSqlite } from './node-sqlite.ts';
import { ensurePrivateFile } from './private-file.ts';

/**
 * Copies an open database, as it is at one moment, into a file where none or an empty one is; checked and synced when it returns.
 *
 * @throws {JournalError} `corrupt` for a copy that is damaged; else what SQLite and the file system throw. A part of it may be left.
 */
export function copyDatabase({ DatabaseSync: Database }: NodeSqlite, database: DatabaseSync, to: string): void {
  ensurePrivateFile(to);
  database.prepare('VACUUM INTO ?').run(to);
  const copy = openSync(to, 'r+');
  fsyncSync(copy);
  closeSync(copy);
  const check = new Database(to, { readOnly: true });
  const finding = check.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  check.close();
  if (finding !== 'ok') throw new JournalError('corrupt', `The copy ${to} is damaged: ${finding}.`);
}
