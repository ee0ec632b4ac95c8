import { statSync } from 'node:fs';
import { JournalError } from '../port/journal-error.ts';

/**
 * Remembers which files the paths stand for; what it returns throws once one of those that are there is another or none.
 * SQLite writes on into a file that was deleted or moved, and nobody will ever read it.
 *
 * @returns `@throws {JournalError}` `gone`.
 */
export function watchFiles(path: string, others: readonly string[]): () => void {
  const files = [path, ...others]
    .map((name) => ({ name, identity: identityOf(name) }))
    .filter(({ identity }) => identity !== null);
  return () => {
    for (const { name, identity } of files) {
      if (identityOf(name) === identity) continue;
      throw new JournalError(
        'gone',
        `The journal ${path} is held open, but ${name} was moved, deleted or replaced. Put it back, or stop this program.`,
      );
    }
  };
}

function identityOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev} ${found.ino}`;
}
