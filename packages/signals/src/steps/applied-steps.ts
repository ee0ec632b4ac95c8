import type { Decimal } from '@perpdesk/broker-core';
import { readSignal } from '../faults/unread.ts';
import type { SignalRow } from '@perpdesk/journal/port';
import { parseSignalPlan } from '../evidence/signal-plan.ts';
import type { Run } from '../run.ts';

/** A step of the strategy that the desk has followed, or that was overtaken by one. */
export interface AppliedStep {
  /** Signed, the strategy's units. */
  readonly previous: Decimal;
  /** Unix ms. */
  readonly firedAt: number | null;
  /** It came so short ago that one without a time may have come before it. */
  readonly isRecent: boolean;
  /** It began where the desk stood: nothing before it was missing, so that nothing is late that would lead to it. */
  readonly follows: boolean;
}

const NEWEST = 50;

/** The newest applied steps of a stream; those without a time only while a late one is to be reckoned with. */
export async function readAppliedSteps(run: Run, stream: string): Promise<readonly AppliedStep[]> {
  const since = run.now() - run.timings.repeatMs;
  const rows = await run.journal.listSignals({ stream, newest: NEWEST });
  return rows.flatMap((row) => {
    const isPast = row.code === 'first-sight' || row.code === 'superseded';
    const isApplied = row.state === 'planned' || row.state === 'done' || isPast;
    const signal = isApplied ? readSignal(run, row)?.signal : undefined;
    if (signal === undefined || 'wishes' in signal || signal.isTest === true) return [];
    const { previous, firedAt } = signal;
    const isRecent = row.receivedAt >= since;
    return previous === null || (firedAt === null && !isRecent)
      ? []
      : [{ previous, firedAt, isRecent, follows: !isPast && followed(row, run.now()) }];
  });
}

/** Of the first that was seen of a strategy nobody knows, while one before it may still come. */
function followed(row: SignalRow, now: number): boolean {
  const plan = parseSignalPlan(row.plan);
  if (plan?.step?.type !== 'fits') return false;
  return plan.stream !== null || now - row.receivedAt > 2 * plan.policy.reorderWindowMs;
}
