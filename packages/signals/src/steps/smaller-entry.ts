import { decimal, type Decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { type Goal, goalOf } from '../book/goal.ts';
import { comesBefore, isMarked } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { entryTerms, replacedTerms } from '../entries/replaced-terms.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';

/**
 * A partial reduction behind an entry that was not sent: it makes the entry smaller, where the target is still beyond what
 * the entry began from. Reduced from what is owned, the stream would end without the part that was not bought yet.
 *
 * @returns the goal of the smaller entry; `null`: there is nothing unsent to make smaller.
 */
export function smallerEntry(run: Run, w: Writer, signal: Signal, brokerId: string, goal: Goal): Goal | null {
  const ofStream = w.book.intents.openEntries(brokerId).filter((row) => row.stream === signal.stream);
  const unsent = ofStream.filter((row) => row.state === 'planned').toSorted(byOrder);
  const [first] = unsent;
  if (first === undefined) return null;
  // a part of the same entry is out, or one that was planned behind it: what it fills is known once it was canceled
  const signals = new Set(unsent.map(({ signalId }) => signalId));
  if (ofStream.some((row) => isMarked(row) && (signals.has(row.signalId) || comesBefore(first, row)))) return null;
  // one that is refused when its turn comes is none to make smaller
  if (unsent.some((row) => isRefused(run, row))) return null;
  if (ownsTarget(w, signal, brokerId)) return null;
  const begun = beginningOf(run, first);
  if (begun === null) return null;
  const { from, opensAt } = begun;
  const isBeyond = from.isZero() || directionOf(from) === directionOf(signal.next);
  if (!isBeyond || signal.next.abs().lte(from.abs())) return null;
  return {
    ...goal,
    previous: formatDecimal(from),
    sizedBy: opensAt === null ? null : formatDecimal(opensAt),
    replaces: replacedTerms(run, unsent, true),
  };
}

function isRefused(run: Run, entry: IntentRow): boolean {
  const signal = run.book.signals.get(entry.signalId)?.stored.signal;
  if (signal === undefined || 'wishes' in signal) return false;
  return entryTerms(signal, goalOf(entry)).entryRefusal !== undefined;
}

/** Parts of the entry that filled may be more than the strategy keeps. */
function ownsTarget({ book }: Writer, { stream, next }: Signal, brokerId: string): boolean {
  const row = ledgerRow(book, brokerId, stream);
  if (row === null || row.unit === null) return false;
  const owned = decimal(row.owned);
  // of a turn, what is to be closed may still be owned
  return owned.isNegative() === next.isNegative() && owned.abs().gte(next.abs().times(row.unit));
}

function byOrder(a: IntentRow, b: IntentRow): number {
  return goalOf(a).order - goalOf(b).order;
}

/** Where the entry began, in the strategy's units; of one from flat, and of a turn, also the position that its size is for. */
export function beginningOf(
  run: Run,
  entry: IntentRow,
): { readonly from: Decimal; readonly opensAt: Decimal | null } | null {
  const signal = run.book.signals.get(entry.signalId)?.stored.signal;
  const { previous, sizedBy, work } = goalOf(entry);
  if (signal === undefined || 'wishes' in signal || previous === null || work !== 'step') return null;
  const from = decimal(previous);
  const isOpening = from.isZero() || directionOf(from) !== directionOf(signal.next);
  if (!isOpening) return { from, opensAt: null };
  return { from: ZERO, opensAt: sizedBy === null ? signal.next : decimal(sizedBy) };
}
