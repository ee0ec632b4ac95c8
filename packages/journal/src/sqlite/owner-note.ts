import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { OwnerName } from './system-owner.ts';

/** Who opened the journal; `startedAt` in Unix ms. */
export interface OwnerNote extends OwnerName {
  readonly startedAt: number;
}

/** Puts the note in place in one step, so that no reader sees half of it. */
export function writeOwnerNote(path: string, note: OwnerNote): void {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(note)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
}

/** One phrase about the holder, from its note if there is a readable one. */
export function describeOwner(path: string): string {
  try {
    const note: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isOwnerNote(note)) {
      return `process ${note.pid} on ${note.host}, started ${new Date(note.startedAt).toISOString()}`;
    }
  } catch {
    // no note, or half a one: the lock alone decides
  }
  return 'another process that left no note';
}

function isOwnerNote(value: unknown): value is OwnerNote {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'host' in value &&
    typeof value.host === 'string' &&
    'startedAt' in value &&
    typeof value.startedAt === 'number'
  );
}
