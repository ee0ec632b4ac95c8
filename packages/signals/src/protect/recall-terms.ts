import { decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { askedOf } from '../plan/stop-of.ts';
import { directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import { protectPolicyOf } from './policy.ts';
import { formatProtectState, protectStateOf, withAsked } from './protect-state.ts';

/**
 * An entry's own stop and targets are for what it fills, also where it rested: what it was sent beside may have been closed,
 * or turned, since, and what was said of that went with it. What was said anew meanwhile goes before them.
 */
export function recallTerms(run: Run, w: Writer, entry: IntentRow): void {
  const row = ledgerRow(w.book, entry.brokerId, entry.stream);
  if (row === null || row.owned === '0') return;
  if (directionOf(decimal(row.owned)) !== (entry.side === 'sell' ? 'short' : 'long')) return;
  const told = w.book.signals.get(entry.signalId)?.stored.signal.protect;
  const own = askedOf(protectPolicyOf(run, entry.stream), told);
  if (own === null) return;
  const state = protectStateOf(row);
  const stopLoss = state.asked?.stopLoss == null ? own.stopLoss : null;
  const takeProfits = (state.asked?.takeProfits ?? []).length === 0 ? own.takeProfits : [];
  if (stopLoss === null && takeProfits.length === 0) return;
  const { version: _, ...rest } = row;
  w.putLedger({ ...rest, protect: formatProtectState(withAsked(state, entry.signalId, { stopLoss, takeProfits })) });
}
