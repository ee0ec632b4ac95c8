import { Decimal, decimal } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isEnded } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { resolveOrder } from '../execute/resolve-order.ts';
import { awaitFills } from '../lanes/tell-filled.ts';
import { ledgerRow } from '../ledger/owned.ts';
import type { Run } from '../run.ts';
import { closeUnprotected } from './close-unprotected.ts';
import { doubtIfLapsed } from './doubt.ts';
import { isEndedAgain } from './ended-again.ts';
import { holdBack, holdBriefly, releaseHeldBack } from './held-back.ts';
import { doubleStop } from './keep-stop.ts';
import { leave } from './leave.ts';
import { isOnlyByHand, staysAsItStands } from './only-by-hand.ts';
import { isOutdated } from './outdated.ts';
import { placeProtective } from './place-protective.ts';
import { endRefusals, isRefusalNews } from './refused-often.ts';
import { isCovered, isLeaving, isProven, isStop, leftOf, protectionOf } from './policy.ts';
import { formatProtectState, protectStateOf, withHand } from './protect-state.ts';
import { tellReplaceFailed, tellStopStands } from './tell-protection.ts';
import { onTrailingRefused } from './trailing-refused.ts';
import type { WantedOrder } from './wanted-order.ts';
import { wantedProtection } from './wanted-protection.ts';
import { sentence } from '../sentences/sentence.ts';

const TRIGGERED = 'would-trigger-immediately';

/** What follows from a change of a stop or target itself: told when it stands or fills; a refusal is answered. */
export function onProtectionChanged(run: Run, w: Writer, before: IntentRow, after: IntentRow): void {
  if (!isProven(before) && isProven(after)) {
    endRefusals(run, after);
    onProven(run, w, after);
  }
  const isInFlight = after.state === 'partially-filled' || (after.orderType === 'market' && isProven(after));
  if (isInFlight) w.later(() => resolveOrder(run, after.id, run.timings.pollMs));
  doubtIfLapsed(run, w, before, after);
  if (isEnded(before) || !isEnded(after)) return;
  awaitFills(run, w, after);
  const row = ledgerRow(w.book, after.brokerId, after.stream);
  if (row === null || row.owned === '0') return;
  if (isEndedAgain(run, after)) return waitAfter(run, row, after);
  // the refusal was of what should have stood beside it
  if (after.state !== 'rejected' && isStop(after)) releaseHeldBack(run, row, 'stop');
  if (after.state !== 'rejected' || isLeaving(after)) return;
  if (isStop(after)) onStopRefused(run, w, row, after);
  else onTargetRefused(run, w, row, after);
}

function waitAfter(run: Run, row: LedgerRow, order: IntentRow): void {
  if (isStop(order)) return holdBriefly(run, row, 'stop');
  holdBack(run, row, goalOf(order).work === 'target' ? 'target' : 'trailing');
}

function onProven(run: Run, w: Writer, order: IntentRow): void {
  const row = ledgerRow(w.book, order.brokerId, order.stream);
  if (row === null || row.owned === '0' || isLeaving(order)) {
    if (order.orderType !== 'market') leave(run, w, order);
  } else if (isStop(order)) tellStopStands(run, w, row, order);
}

/**
 * One that the rules of now ask for otherwise comes anew. Without another stop the position is closed; so it is where the price is past the new stop already. Else the old one stays,
 * and the watchdog tries again.
 */
function onStopRefused(run: Run, w: Writer, row: LedgerRow, stop: IntentRow): void {
  if (isOutdated(run, row, stop)) return releaseHeldBack(run, row, 'stop');
  holdBack(run, row, 'stop');
  const detail = stop.detail ?? sentence('stop-refused');
  const isCoveredElse = isCovered(run, row);
  if ((isCoveredElse || staysAsItStands(run, row)) && stop.code !== TRIGGERED) {
    if (isRefusalNews(run, stop, stop.code ?? '')) tellReplaceFailed(run, w, row, stop, detail);
    return;
  }
  if (!isCoveredElse && isBarred(stop) && placeBeside(run, w, row, stop)) return;
  if (stop.code !== TRIGGERED && isOnlyByHand(run, row)) return withdrawStop(run, w, row, stop, detail);
  const isInDoubt = protectionOf(run, row, 'stop').some((other) => !isLeaving(other) && !isProven(other));
  if (!isCoveredElse && isInDoubt && stop.code !== TRIGGERED) return;
  const isToClose = (current: LedgerRow) => stop.code === TRIGGERED || !isCovered(run, current);
  w.after(() => closeUnprotected(run, row, { signalId: stop.signalId, detail, isToClose }));
}

/** The exchange has another one over the whole side, of which the desk may not have heard yet. */
function isBarred({ code, quantity }: IntentRow): boolean {
  return code === 'has-open-exposure' && quantity === null;
}

/** One with a quantity may stand beside it. False: its price is not known. */
function placeBeside(run: Run, w: Writer, row: LedgerRow, { signalId }: IntentRow): boolean {
  const wanted = wantedProtection(run, row)?.stops ?? [];
  if (protectionOf(run, row, 'stop').every(isLeaving)) doubleStop(run, w, row, { signalId, wanted });
  return wanted.length > 0;
}

/** A person's stop was refused for good: they hear it, and the position stays as it was. */
function withdrawStop(run: Run, w: Writer, row: LedgerRow, stop: IntentRow, detail: string): void {
  const { version: _, ...rest } = row;
  w.putLedger({ ...rest, protect: formatProtectState(withHand(protectStateOf(row), { stopLoss: null })) });
  tellReplaceFailed(run, w, row, stop, detail);
}

/** A target whose price is there already is taken at the market; a trailing stop trails at once. Others wait. */
function onTargetRefused(run: Run, w: Writer, row: LedgerRow, order: IntentRow): void {
  const { work, protect } = goalOf(order);
  const kind = work === 'target' ? 'target' : 'trailing';
  const { signalId, triggerPrice, code } = order;
  const isThere = code === TRIGGERED && order.orderType !== 'market' && triggerPrice !== null && protect !== undefined;
  if (!isThere) return kind === 'target' ? holdBack(run, row, kind) : onTrailingRefused(run, w, row, order);
  const quantity = Decimal.min(leftOf(order), decimal(row.owned).abs());
  const wanted: WantedOrder = {
    work: kind,
    target: protect.target,
    quantity,
    triggerPrice: kind === 'target' ? decimal(triggerPrice) : null,
    triggerBy: protect.triggerBy,
    callback: protect.callback === null ? null : decimal(protect.callback),
    tolerance: decimal('0'),
  };
  const isTarget = kind === 'target';
  placeProtective(run, w, row, { signalId, wanted, atMarket: isTarget, passed: isTarget ? null : triggerPrice });
}
