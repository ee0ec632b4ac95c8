import type { SignalState } from '@perpdesk/journal/port';
import type { StoredSignal } from '../book/stored-signal.ts';
import { readSignal } from '../faults/unread.ts';
import type { Run } from '../run.ts';
import type { Wish, WishSignal } from '../wish.ts';
import { leftSide, wantedSide } from './wish-legs.ts';
import { isEntry } from './wish-rank.ts';

const NEWEST = 50;

/** Whether the strategy said after the alert, or in the same second, that it is in on a side that its exit leaves: then that is from before. */
export async function isEntryApplied(run: Run, exit: WishSignal): Promise<boolean> {
  if (exit.firedAt === null) return false;
  const rows = await run.journal.listSignals({ stream: exit.stream, newest: NEWEST });
  // what is being committed now stands in the book alone
  const known = run.book.signals.ofStream(exit.stream).some(({ state, stored }) => entersAfter(exit, state, stored));
  return known || rows.some((row) => entersAfter(exit, row.state, readSignal(run, row)));
}

function entersAfter(exit: WishSignal, state: SignalState, stored: StoredSignal | null): boolean {
  const signal = stored?.signal;
  if (signal === undefined || !('wishes' in signal) || signal.isTest) return false;
  if (signal.id === exit.id || signal.stream !== exit.stream) return false;
  const isFollowed = state === 'planned' || state === 'done';
  return isFollowed && (signal.firedAt ?? 0) >= (exit.firedAt ?? 0) && signal.wishes.some((wish) => undoes(exit, wish));
}

/** Whether the exit would take from what the wish enters: one that leaves a side by name takes nothing from the other. */
function undoes(exit: WishSignal, wish: Wish): boolean {
  const entered = wantedSide(wish);
  return (
    isEntry(wish) && (entered === null || exit.wishes.map(leftSide).some((left) => left === null || left === entered))
  );
}
