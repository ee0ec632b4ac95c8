import { decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { isOfPerson } from '../define-route.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { askedOf } from '../plan/stop-of.ts';
import { directionOf } from '../plan/sides.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { toldProtect } from '../entries/replaced-terms.ts';
import { protectPolicyOf } from './policy.ts';
import { formatProtectState, protectStateOf, saidAnew, withAsked } from './protect-state.ts';

/**
 * An entry's own stop and targets are for what it fills, also where it rested: what it was sent beside may have been closed,
 * or turned, since, and what was said of that went with it. Those that were to take the place of what stood do so with its first
 * fill. What was said anew meanwhile goes before them.
 */
export function recallTerms(run: Run, w: Writer, entry: IntentRow): void {
  const row = ledgerRow(w.book, entry.brokerId, entry.stream);
  if (row === null || row.owned === '0') return;
  if (directionOf(decimal(row.owned)) !== (entry.side === 'sell' ? 'short' : 'long')) return;
  const told = toldProtect(w.book.signals.get(entry.signalId)?.stored.signal, goalOf(entry));
  const own = askedOf(protectPolicyOf(run, entry.stream), told);
  if (own === null) return;
  const state = protectStateOf(row);
  const coming = state.coming.find(({ signalId }) => signalId === entry.signalId);
  const isDue = { stopLoss: coming?.stopLoss === true, takeProfits: coming?.takeProfits === true };
  const stopLoss = isDue.stopLoss || state.asked?.stopLoss == null ? own.stopLoss : null;
  const takeProfits = isDue.takeProfits || (state.asked?.takeProfits ?? []).length === 0 ? own.takeProfits : [];
  if (stopLoss === null && takeProfits.length === 0) return;
  const recalled = withAsked(state, entry.signalId, { stopLoss, takeProfits });
  const news = { stopLoss: isDue.stopLoss ? stopLoss : null, takeProfits: isDue.takeProfits ? takeProfits : [] };
  const { version: _, ...rest } = row;
  const next = isOfPerson(routeIdOf(entry.stream)) ? saidAnew(recalled, news) : recalled;
  w.putLedger({ ...rest, protect: formatProtectState(next) });
}
