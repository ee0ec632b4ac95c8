import type { IntentRow } from '@perpdesk/journal/port';
import { isProtective } from '../book/intent-table.ts';
import { cancelStop } from '../execute/cancel-stop.ts';
import { pump } from '../lanes/pump.ts';
import { blame, checkWork, intentWork, type Work } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { isLeaving, isProven } from './policy.ts';
import { cancelOrphans } from './cancel-orphans.ts';
import { findUnprotected } from './find-unprotected.ts';
import { protectSide } from './protect-side.ts';
import { settleMissing } from './settle-stop.ts';
import { tellFindings } from './tell-findings.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Compares the stops and targets that should stand on an account with its open orders: one that is missing is looked up and
 * settled, what is surplus is canceled, what does not fit is replaced, and orders of ours that nobody knows any more go. What
 * nobody owns and nothing protects is told.
 */
export function checkProtection(run: Run, brokerId: string): void {
  const work = checkWork(sentence('check-protection'), brokerId);
  if (!run.setAside.has(work)) blame(work, () => check(run, brokerId, work));
}

function check(run: Run, brokerId: string, work: Work): void {
  const live = new Set<string>(run.view(brokerId).openOrders.map((order) => order.clientOrderId));
  const sides = new Map<string, Pick<IntentRow, 'brokerId' | 'symbol' | 'positionSide'>>();
  const note = ({ symbol, positionSide }: { readonly symbol: string; readonly positionSide: string }) =>
    sides.set(`${symbol} ${positionSide}`, { brokerId, symbol, positionSide });
  for (const order of run.book.intents.all()) {
    if (!isProtective(order) || order.brokerId !== brokerId || !isProven(order)) continue;
    note(order);
    if (isLeaving(order)) cancelStop(run, order.id);
    else if (order.clientOrderId !== null && !live.has(order.clientOrderId))
      run.spawn(() => settleMissing(run, order), intentWork(order));
  }
  for (const row of run.book.ledger.values()) if (row.brokerId === brokerId && row.owned !== '0') note(row);
  run.spawn(() =>
    run.write((w) => {
      for (const side of sides.values()) {
        protectSide(run, w, side);
        pump(run, w, brokerId, side.symbol);
      }
    }, work),
  );
  cancelOrphans(run, brokerId);
  tellFindings(run, brokerId, 'unprotected', findUnprotected(run, brokerId));
}
