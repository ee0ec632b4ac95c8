import { decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { askedOf } from '../plan/stop-of.ts';
import { isOfPerson } from '../define-route.ts';
import { NO_HAND } from '../protect/hand-state.ts';
import { protectPolicyOf } from '../protect/policy.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { takenOf } from '../ledger/taken-of.ts';
import {
  formatProtectState,
  NO_PROTECT_STATE,
  type ProtectState,
  protectStateOf,
  withAsked,
} from '../protect/protect-state.ts';
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
  const told = w.book.signals.get(intent.signalId)?.stored.signal.protect;
  const asked = askedOf(protectPolicyOf(run, intent.stream), told);
  if (known === null || known.owned === '0') return withAsked(NO_PROTECT_STATE, intent.signalId, asked);
  const taken = takenOf(known, decimal(goalOf(intent).previous ?? '0'));
  const state = withAsked({ ...protectStateOf(known), taken: formatDecimal(taken) }, intent.signalId, asked);
  return isOfPerson(routeIdOf(intent.stream)) && asked !== null ? saidAnew(state, asked) : state;
}

/** The person's newest word counts, whichever way it came. */
function saidAnew(state: ProtectState, { stopLoss, takeProfits }: WishProtect): ProtectState {
  const hand = state.hand ?? NO_HAND;
  return {
    ...state,
    hand: {
      ...hand,
      stopLoss: stopLoss === null ? hand.stopLoss : null,
      takeProfits: takeProfits.length === 0 ? hand.takeProfits : null,
    },
  };
}
