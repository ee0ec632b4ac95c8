import { rmSync } from 'node:fs';
import { isNativeError } from 'node:util/types';
import { JournalError } from '../port/journal-error.ts';
import type { NodeSqlite } from './node-sqlite.ts';
import { describeOwner, type OwnerNote, writeOwnerNote } from './owner-note.ts';
import { ensurePrivateFile } from './private-file.ts';

const SQLITE_BUSY = 5;

export interface InstanceLock {
  release(): void;
}

/**
 * Takes the journal for this process: a lock on `<path>.lock` that ends with the process, and a note for people beside it.
 *
 * @throws {JournalError} `held`, naming the holder.
 */
export function takeInstanceLock({ DatabaseSync }: NodeSqlite, path: string, owner: OwnerNote): InstanceLock {
  const notePath = `${path}.owner`;
  ensurePrivateFile(`${path}.lock`);
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    // kept after the transaction: that is what the mode does
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
    writeOwnerNote(notePath, owner);
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new JournalError(
      'held',
      `The journal ${path} is held by ${describeOwner(notePath)}. Stop that one first, or open another file.`,
      { cause: error },
    );
  }
  return {
    release() {
      rmSync(notePath, { force: true });
      lock.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return isNativeError(error) && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
