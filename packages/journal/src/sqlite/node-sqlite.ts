import { JournalError } from '../port/journal-error.ts';

export type NodeSqlite = typeof import('node:sqlite');

/** Loads Node's SQLite when a journal is opened, so that importing the package needs none. */
export async function loadNodeSqlite(): Promise<NodeSqlite> {
  try {
    return await import('node:sqlite');
  } catch (cause) {
    throw new JournalError('unsafe-sqlite', 'This Node.js has no node:sqlite: a newer one is needed.', { cause });
  }
}

/** The version of the SQLite in this Node.js, as `3.53.4`. */
export function sqliteVersion({ DatabaseSync }: NodeSqlite): string {
  const database = new DatabaseSync(':memory:');
  try {
    return `${database.prepare('SELECT sqlite_version() AS version').get()?.['version']}`;
  } finally {
    database.close();
  }
}
