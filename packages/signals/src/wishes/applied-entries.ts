import { parseStoredSignal } from '../book/stored-signal.ts';
import type { Run } from '../run.ts';
import type { WishSignal } from '../wish.ts';
import { isEntry } from './wish-rank.ts';

const NEWEST = 50;

/** Whether the strategy said after the alert, or in the same second, that it is in: then its exit is from before that. */
export async function isEntryApplied(run: Run, { id, stream, firedAt }: WishSignal): Promise<boolean> {
  if (firedAt === null) return false;
  const rows = await run.journal.listSignals({ stream, newest: NEWEST });
  return rows.some((row) => {
    const isFollowed = row.state === 'planned' || row.state === 'done';
    if (row.id === id || row.signal === null || !isFollowed) return false;
    const { signal } = parseStoredSignal(row.signal);
    return 'wishes' in signal && signal.firedAt !== null && signal.firedAt >= firedAt && signal.wishes.some(isEntry);
  });
}
