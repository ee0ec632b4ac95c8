import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { ledgerRow } from '../ledger/owned.ts';
import type { Run } from '../run.ts';

/**
 * Whether an entry's order whose size is fixed belongs to a position that a stop, a target or somebody has ended: what is
 * left of it would bring the account back in. A person's order, and an alert's own (mode `order`), stands for itself.
 */
export function isOut(run: Run, intent: IntentRow): boolean {
  const { entry, wish } = goalOf(intent);
  if (entry === null || ledgerRow(run.book, intent.brokerId, intent.stream)?.state !== 'sitting-out') return false;
  const stored = run.book.signals.get(intent.signalId)?.stored;
  if (stored !== undefined && stored.order !== null) return false;
  const signal = stored?.signal;
  return signal === undefined || !('wishes' in signal) || signal.wishes[wish?.index ?? 0]?.type !== 'order';
}
