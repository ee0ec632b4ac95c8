import { closeSync, existsSync, openSync, rmSync, statSync, writeSync } from 'node:fs';

const CHUNK = 1_048_576;
const RETRY_MS = 5_000;

/** A file that takes room on the journal's disk, so that there is some to give when the disk is full. */
export interface Ballast {
  /** Gives its room back; false where it had none. */
  free(): boolean;
  /** Whether it stands. Tries to take its room again, at most every 5 s. */
  stands(): boolean;
}

/** `now` in Unix ms. A disk that has no room for it from the start is a full one. */
export function createBallast(path: string, bytes: number, now: () => number): Ballast {
  let isThere = bytes === 0 || fill(path, bytes);
  let triedAt = now();
  return {
    free() {
      const had = existsSync(path);
      rmSync(path, { force: true });
      isThere = bytes === 0;
      triedAt = now();
      return had;
    },
    stands() {
      if (!isThere && Math.abs(now() - triedAt) >= RETRY_MS) {
        triedAt = now();
        isThere = fill(path, bytes);
      }
      return isThere;
    },
  };
}

function fill(path: string, bytes: number): boolean {
  if (existsSync(path) && statSync(path).size === bytes) return true;
  try {
    const file = openSync(path, 'w', 0o600);
    try {
      const chunk = Buffer.alloc(Math.min(bytes, CHUNK));
      for (let left = bytes; left > 0;) left -= writeSync(file, chunk, 0, Math.min(left, chunk.length));
    } finally {
      closeSync(file);
    }
    return true;
  } catch {
    rmSync(path, { force: true });
    return false;
  }
}
