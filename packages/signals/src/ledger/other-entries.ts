import type { IntentRow } from '@perpdesk/journal/port';
import { otherEnteringOf } from '../entries/entering-of.ts';
import type { Run } from '../run.ts';
import { entryName, namesOf } from './entry-names.ts';
import { ledgerRow } from './owned.ts';

/** Entries of the stream, without the intent's own, that have filled since nothing was owned, or whose orders may fill yet. */
export function otherEntries(run: Run, intent: IntentRow): number {
  const row = ledgerRow(run.book, intent.brokerId, intent.stream);
  const filled = row === null ? [] : namesOf(row);
  const names = new Set([...filled, ...otherEnteringOf(run, intent).map(entryName)]);
  names.delete(entryName(intent));
  return names.size;
}
