import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';

/** What stands for the entry that opened a position before entries were kept. */
const UNNAMED = '';

/** All orders of an entry have one: a ladder's, what follows a chase, a fallback, a further attempt. */
export function entryName(intent: Pick<IntentRow, 'signalId' | 'goal'>): string {
  const index = goalOf(intent).wish?.index ?? 0;
  return index === 0 ? intent.signalId : `${intent.signalId}#${index}`;
}

/** The entries of which what is owned is made, the one that opened it first. */
export function namesOf({ owned, entries }: Pick<LedgerRow, 'owned' | 'entries'>): readonly string[] {
  if (owned === '0') return [];
  return entries === null ? [UNNAMED] : parseEntries(entries);
}

/** The same once the entry has filled too. */
export function namesWith(row: LedgerRow, entry: Pick<IntentRow, 'signalId' | 'goal'>): readonly string[] {
  return [...new Set([...namesOf(row), entryName(entry)])];
}

export function formatEntries(names: readonly string[]): string {
  return JSON.stringify(names);
}

export function hasReadableEntries({ entries }: Pick<LedgerRow, 'entries'>): boolean {
  try {
    return entries === null || parseEntries(entries).length >= 0;
  } catch {
    return false;
  }
}

function parseEntries(text: string): readonly string[] {
  const names: unknown = JSON.parse(text);
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw new RangeError(`Not the names of entries: ${text}.`);
}
