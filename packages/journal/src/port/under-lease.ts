import type { JournalChange, JournalChangeType } from './change.ts';
import type { Journal } from './journal.ts';
import type { LeaseRow } from './lease-row.ts';

/** What one desk alone may say: it follows from what it read of the accounts, or leads to an order. */
const DRIVING: ReadonlySet<JournalChangeType> = new Set([
  'signal-update',
  'intent-insert',
  'intent-update',
  'fill-insert',
  'stream-put',
  'ledger-put',
]);

/**
 * The same journal for the one that drives the accounts: signals, orders, fills and what is owned are written only while
 * the lease is held, and marks only where it is held for as long as what they sign is valid.
 *
 * A commit that finds it lost fails with the conflict `lease-held`: what it was derived from may be of a time when another
 * drove, so nothing of it may be sent or told.
 */
export function underLease(journal: Journal, lease: () => Pick<LeaseRow, 'name' | 'owner' | 'fence'>): Journal {
  const guarded = (changes: readonly JournalChange[]): readonly JournalChange[] => {
    if (!drives(changes)) return changes;
    const { name, owner, fence } = lease();
    const validForMs = Math.max(0, ...changes.map(markedForMs));
    // the last of them: what is checked is true when all else is written
    return [...changes, { type: 'lease-held', guard: { name, owner, fence, validForMs } }];
  };
  return { ...journal, commit: (changes, commitOptions) => journal.commit(guarded(changes), commitOptions) };
}

/** Whether orders follow from it, or what is owned: it needs the lease. */
export function drives(changes: readonly JournalChange[]): boolean {
  return changes.some(({ type }) => DRIVING.has(type));
}

function markedForMs(change: JournalChange): number {
  if (change.type !== 'intent-update' || change.patch.state !== 'sending') return 0;
  const { fromAt, untilAt } = change.patch;
  return typeof fromAt === 'number' && typeof untilAt === 'number' ? untilAt - fromAt : 0;
}
