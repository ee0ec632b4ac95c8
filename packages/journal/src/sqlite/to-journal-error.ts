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

const FACTS: Readonly<Partial<Record<JournalErrorCode, string>>> = {
  held: 'is locked by another program',
  'read-only': 'cannot be written',
  corrupt: 'is damaged',
  'disk-full': 'does not fit on its disk any more',
};

/** What a failure of SQLite or of the file system means for the journal; bugs of the program go through as they are. */
export function toJournalError(error: unknown, path: string): unknown {
  if (JournalError.is(error) || !isNativeError(error)) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  const fact = FACTS[code] ?? 'cannot be read or written';
  return new JournalError(code, `The journal ${path} ${fact}: ${error.message}.`, { cause: error });
}

function codeOf(error: Error): JournalErrorCode | undefined {
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE_CODES.get(error.errcode & 0xff);
  if (!('code' in error)) return undefined;
  return NODE_CODES.get(error.code) ?? ('syscall' in error ? 'io' : undefined);
}
