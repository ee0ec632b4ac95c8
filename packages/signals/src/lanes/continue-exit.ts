import { decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { formatGoal, type Goal, goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { checkDrift } from '../ledger/drift.ts';
import { tellRemark } from '../relay/tell-remark.ts';
import type { Run } from '../run.ts';
import { isPersonsCloseOfAll, waitsForEntries } from './exit-waits.ts';
import { insertIntent } from './insert-intent.ts';
import { planIntent } from './plan-intent.ts';
import { waitBefore } from './wait-before.ts';

const MAX_WAIT_MS = 30_000;

/**
 * An exit's order ended: while its goal does not hold, the next one is planned from what is owned now.
 *
 * @returns Whether there is a next one.
 */
export function continueExit(run: Run, w: Writer, ended: IntentRow): boolean {
  if (ended.state === 'superseded' || (ended.attempt === 0 && ended.state === 'canceled')) return false;
  const { gone: _, ...before } = goalOf(ended);
  const isFlatAnswer = ended.code === 'reduce-only-rejected';
  const filled = decimal(ended.filledQuantity);
  const failures = isFailure(ended) ? before.failures + 1 : 0;
  // what they fill is to be closed, too, once the position in memory is without what this one closed
  const isOfMore = isPersonsCloseOfAll(run, ended) && waitsForEntries(run, ended);
  const goal: Goal = {
    ...before,
    failures,
    remaining: isOfMore || before.remaining === null ? null : formatDecimal(decimal(before.remaining).minus(filled)),
    ...(before.wish === undefined
      ? {}
      : { wish: { ...before.wish, taken: formatDecimal(decimal(before.wish.taken).plus(filled)) } }),
  };
  const probe: IntentRow = { ...ended, state: 'planned', goal: formatGoal(goal) };
  if (isFlatAnswer) w.after(() => checkDrift(run, ended.brokerId, ended.symbol));
  const verdict = planIntent(run, probe);
  if (verdict.type === 'end' && !waitsForEntries(run, ended)) {
    if (filled.isZero() && isSilent(run, ended))
      tellRemark(run, w, ended, { about: 'unchanged', detail: verdict.detail });
    return false;
  }
  const next = insertIntent(run, w, {
    signalId: ended.signalId,
    brokerId: ended.brokerId,
    symbol: ended.symbol,
    positionSide: ended.positionSide,
    stream: ended.stream,
    kind: 'reduce',
    side: ended.side,
    goal,
  });
  if (failures > 0 || isOfMore) {
    waitBefore(run, w, next, Math.min(run.timings.backoffMs * 2 ** Math.min(failures, 10), MAX_WAIT_MS));
  }
  return true;
}

/** The exchange refused it, or ended it without a fill: nobody may be there to take it. */
function isFailure({ state, code, filledQuantity }: IntentRow): boolean {
  if (filledQuantity !== '0') return false;
  return state === 'rejected' || ((state === 'expired' || state === 'canceled') && code === null);
}

/** Nobody heard of an order of it. */
function isSilent(run: Run, { signalId, brokerId, kind }: IntentRow): boolean {
  const rows = run.book.intents.ofSignal(signalId);
  return !rows.some((row) => row.brokerId === brokerId && row.kind === kind && run.notes.heard.has(row.id));
}
