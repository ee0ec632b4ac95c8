import type { LedgerRow } from '@perpdesk/journal/port';
import { hasReadableEntries, namesOf } from '../ledger/entry-names.ts';
import type { Run } from '../run.ts';

/** The signal of the newest entry of which what a stream owns is made; `null`: none is known. */
export function newestEntryOf(row: Pick<LedgerRow, 'owned' | 'entries'>): string | null {
  const name = hasReadableEntries(row) ? namesOf(row).at(-1) : undefined;
  // of an order within a wish the name says which one
  return name?.split('#')[0] || null;
}

/** A person's order with which they came to own something, and the chats that they gave it in. */
export interface Opener {
  readonly signalId: string;
  readonly relay: readonly string[];
}

/** `null`: an alert's route says who hears of what a stream owns. */
export function openerOf(run: Run, row: Pick<LedgerRow, 'owned' | 'entries'>): Opener | null {
  const signalId = newestEntryOf(row);
  const relay = signalId === null ? null : (run.book.signals.get(signalId)?.stored.relay ?? null);
  return signalId === null || relay === null ? null : { signalId, relay };
}
