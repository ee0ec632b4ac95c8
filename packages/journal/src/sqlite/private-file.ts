import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { isNativeError } from 'node:util/types';

/**
 * Makes the file, empty, if it is missing, and takes it away from group and others.
 *
 * Never opens a file that exists: closing it would drop the locks that this process holds on it.
 */
export function ensurePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!(isNativeError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  }
}
