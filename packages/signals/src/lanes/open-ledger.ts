import { decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { entryPolicyOf } from '../entries/send-entry.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { askedOf } from '../plan/stop-of.ts';
import { isOfPerson } from '../define-route.ts';
import { protectPolicyOf, termsOf } from '../protect/policy.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { takenOf } from '../ledger/taken-of.ts';
import {
  formatProtectState,
  NO_PROTECT_STATE,
  type ProtectState,
  protectStateOf,
  saidAnew,
  withAsked,
  withComing,
} from '../protect/protect-state.ts';
import { toldProtect } from '../entries/replaced-terms.ts';
import type { WishProtect } from '../wish.ts';
import type { Verdict } from './plan-intent.ts';

/** Makes the ledger ready for an entry's fills: which side it is on, how much a strategy unit buys. */
export function openLedger(
  run: Run,
  w: Writer,
  intent: IntentRow,
  verdict: Extract<Verdict, { readonly type: 'send' }>,
): void {
  const { brokerId, stream, symbol } = intent;
  const known = ledgerRow(w.book, brokerId, stream);
  w.putLedger({
    brokerId,
    stream,
    symbol,
    positionSide: verdict.patch.positionSide ?? intent.positionSide,
    owned: known?.owned ?? '0',
    unit: verdict.unit === null ? null : formatDecimal(verdict.unit),
    protect: formatProtectState(protectionOf(run, w, intent, known)),
    entries: known?.entries ?? null,
    // an account that was out is in with the order that leaves now: what adds to it while it rests counts
    state: known?.state === 'in' ? 'in' : 'flat',
  });
}

/** What is known of the position that the entry begins or grows, with the stop and targets that its alert names. */
function protectionOf(run: Run, w: Writer, intent: IntentRow, known: LedgerRow | null): ProtectState {
  const told = toldProtect(w.book.signals.get(intent.signalId)?.stored.signal, goalOf(intent));
  const asked = askedOf(protectPolicyOf(run, intent.stream), told);
  if (known === null || known.owned === '0') return withAsked(NO_PROTECT_STATE, intent.signalId, asked);
  const taken = takenOf(known, decimal(goalOf(intent).previous ?? '0'));
  const state = { ...protectStateOf(known), taken: formatDecimal(taken) };
  // the further orders of an entry say nothing anew
  if (goalOf(intent).entry !== null) return state;
  if (asked === null || entryPolicyOf(run, intent).type === 'market') return withWord(intent, state, asked);
  const { stop, isEven, targets } = termsOf(run, known);
  const stopLoss = asked.stopLoss !== null && (stop !== null || isEven);
  const takeProfits = asked.takeProfits.length > 0 && targets.length > 0;
  // where none stands, what is held has them at once
  const now = { stopLoss: stopLoss ? null : asked.stopLoss, takeProfits: takeProfits ? [] : asked.takeProfits };
  const isNow = now.stopLoss !== null || now.takeProfits.length > 0;
  const said = isNow ? withWord(intent, state, now) : state;
  if (!stopLoss && !takeProfits) return said;
  const open = run.book.intents.openEntries(intent.brokerId);
  const coming = said.coming.filter(({ signalId }) => open.some((row) => row.signalId === signalId));
  return withComing({ ...said, coming }, { signalId: intent.signalId, stopLoss, takeProfits });
}

function withWord({ signalId, stream }: IntentRow, before: ProtectState, asked: WishProtect | null): ProtectState {
  const state = withAsked(before, signalId, asked);
  return isOfPerson(routeIdOf(stream)) && asked !== null ? saidAnew(state, asked) : state;
}
