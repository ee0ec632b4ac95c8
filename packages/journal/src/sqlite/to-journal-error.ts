import { isNativeError } from 'node:util/types';
import { JournalError, type JournalErrorCode } from '../port/journal-error.ts';

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html */
const SQLITE_CODES: ReadonlyMap<number, JournalErrorCode> = new Map([
  [3, 'read-only'],
  [5, 'held'],
  [6, 'held'],
  [8, 'read-only'],
  [10, 'io'],
  [11, 'corrupt'],
  [13, 'disk-full'],
  [14, 'io'],
  [23, 'read-only'],
  [26, 'corrupt'],
]);

/** Of the file system and of Node. */
const NODE_CODES: ReadonlyMap<unknown, JournalErrorCode> = new Map([
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
]);

/** What is wrong, and what to do about it. */
const FACTS: Readonly<Partial<Record<JournalErrorCode, readonly [fact: string, remedy: string]>>> = {
  held: ['is locked by another program', 'Stop that one'],
  'read-only': ['cannot be written', 'Let this user write the file and its folder'],
  corrupt: ['is damaged', 'Keep it aside, with its -wal and -shm, and go on with a backup'],
  'disk-full': ['does not fit on its disk any more', 'Free some room there'],
};
const OTHER = ['cannot be read or written', 'Look after the disk and the path'] as const;

/** What a failure of SQLite or of the file system means for the journal; bugs of the program go through as they are. */
export function toJournalError(error: unknown, path: string): unknown {
  if (JournalError.is(error) || !isNativeError(error)) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  const [fact, remedy] = FACTS[code] ?? OTHER;
  return new JournalError(code, `The journal ${path} ${fact}: ${error.message}. ${remedy}.`, { cause: error });
}

function codeOf(error: Error): JournalErrorCode | undefined {
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE_CODES.get(error.errcode & 0xff);
  if (!('code' in error)) return undefined;
  return NODE_CODES.get(error.code) ?? ('syscall' in error ? 'io' : undefined);
}
