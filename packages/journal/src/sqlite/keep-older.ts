import { existsSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { copyDatabase } from './copy-database.ts';
import type { NodeSqlite } from './node-sqlite.ts';

/**
 * Puts a copy of a journal beside it before its schema is changed, for the way back to the older program:
 * `perpdesk.db.version-9.backup`. Never replaces one that is there.
 *
 * @returns its path.
 * @throws what a copy that cannot be made throws; nothing is left of it then.
 */
export function keepOlder(sqlite: NodeSqlite, database: DatabaseSync, at: { path: string; version: number }): string {
  const part = `${at.path}.backup.part`;
  // what a start that was interrupted left
  rmSync(part, { force: true });
  try {
    copyDatabase(sqlite, database, part);
    const to = freeName(`${at.path}.version-${at.version}`);
    renameSync(part, to);
    return to;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function freeName(start: string): string {
  for (let turn = 1; ; turn += 1) {
    const name = `${start}${turn === 1 ? '' : `.${turn}`}.backup`;
    if (!existsSync(name)) return name;
  }
}
