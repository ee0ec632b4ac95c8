import type { IntentPatch, JournalChange } from '../port/change.ts';
import type { Journal } from '../port/journal.ts';
import type { LeaseRow } from '../port/lease-row.ts';

/**
 * The same journal, whose marks are written only while the lease is held for as long as what they sign is valid.
 *
 * A mark that finds it lost fails its commit with `isLeaseLost`, and nothing may be sent.
 */
export function guardMarks(journal: Journal, lease: () => Pick<LeaseRow, 'name' | 'owner' | 'fence'>): Journal {
  const guarded = (change: JournalChange): JournalChange => {
    if (change.type !== 'intent-update' || change.patch.state !== 'sending' || change.lease !== undefined)
      return change;
    const { name, owner, fence } = lease();
    return { ...change, lease: { name, owner, fence, validForMs: validForMs(change.patch) } };
  };
  return { ...journal, commit: (changes, commitOptions) => journal.commit(changes.map(guarded), commitOptions) };
}

function validForMs({ fromAt, untilAt }: IntentPatch): number {
  return typeof fromAt === 'number' && typeof untilAt === 'number' ? untilAt - fromAt : 0;
}
