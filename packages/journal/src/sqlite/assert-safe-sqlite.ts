import { JournalError } from '../port/journal-error.ts';

/** The first version without the WAL-reset bug, https://www.sqlite.org/wal.html#walresetbug */
const SAFE = [3, 51, 3] as const;

/** @throws {JournalError} `unsafe-sqlite` for a version that may damage a file in WAL mode. */
export function assertSafeSqlite(version: string): void {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  for (const [index, least] of SAFE.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least) {
      throw new JournalError(
        'unsafe-sqlite',
        `SQLite ${version} may damage a journal: ${SAFE.join('.')} or newer is needed, so a newer Node.js. Opened read-only it can be read meanwhile.`,
      );
    }
  }
}
