import { decimal, type Position, ZERO } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';
import { inTime } from '../execute/in-time.ts';
import { protectionWork, type Work } from '../faults/work-failed.ts';
import { lags } from '../lanes/plan-account.ts';
import { pump } from '../lanes/pump.ts';
import { activityOf } from '../ledger/activity.ts';
import { checkDrift, hasUnsettled } from '../ledger/drift.ts';
import { namesOf } from '../ledger/entry-names.ts';
import { ledgerRow, ownedOfSide, toPositionSide } from '../ledger/owned.ts';
import { directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import { failProtection } from './fail-protection.ts';
import { holdBriefly } from './held-back.ts';
import { protectionKey } from './policy.ts';

export interface Unprotected {
  readonly signalId: string;
  /** Why it has no stop. */
  readonly detail: string;
  /** Asked once more after the reading. */
  readonly isToClose: (current: LedgerRow) => boolean;
  /** Whom a failure is told of; without it, the stream's protection. */
  readonly by?: Work;
}

/**
 * Closes what a stream owns and cannot be protected, and alarms, unless a fresh read finds that others have closed it: then
 * the side is compared, and no order of the desk's meets what is there by now. One that cannot be read is closed.
 */
export function closeUnprotected(run: Run, row: LedgerRow, options: Unprotected): void {
  const { signalId, detail, isToClose, by = protectionWork(row) } = options;
  const key = protectionKey(row);
  if (run.notes.closing.has(key)) return;
  run.notes.closing.add(key);
  const { brokerId, symbol } = row;
  run.spawn(async () => {
    try {
      const activity = activityOf(run, brokerId, symbol);
      const answer = run.broker(brokerId).getPositions({ abortSignal: run.abortSignal });
      const positions = await inTime(run.clock, run.timings.readMs, 'getPositions', answer).catch(() => null);
      await run.write((w) => {
        const current = ledgerRow(w.book, brokerId, row.stream);
        if (current === null || !isSamePosition(row, current) || !isToClose(current)) return;
        const isDisturbed = activityOf(run, brokerId, symbol) !== activity || hasUnsettled(run, brokerId, symbol);
        if (positions !== null && isClosed(run, current, positions, isDisturbed)) {
          // what they left of it is tried again at the next look
          holdBriefly(run, current, 'stop');
          return w.after(() => checkDrift(run, brokerId, symbol));
        }
        failProtection(run, w, current, signalId, detail);
        pump(run, w, brokerId, symbol);
      }, by);
    } finally {
      run.notes.closing.delete(key);
    }
  }, by);
}

/** What the strategy entered meanwhile has its own stop, and its whole time for it. */
function isSamePosition(before: LedgerRow, now: LedgerRow): boolean {
  if (now.owned === '0' || directionOf(decimal(now.owned)) !== directionOf(decimal(before.owned))) return false;
  return namesOf(now)[0] === namesOf(before)[0];
}

/** With orders of ours on their way only a flat side is certain. */
function isClosed(
  run: Run,
  { brokerId, symbol, ...row }: LedgerRow,
  positions: readonly Position[],
  isDisturbed: boolean,
) {
  const side = toPositionSide(row.positionSide);
  const held = positions.find((one) => one.symbol === symbol && one.positionSide === side)?.quantity ?? ZERO;
  return isDisturbed ? held.isZero() : lags(held, ownedOfSide(run.book, brokerId, symbol, side));
}
