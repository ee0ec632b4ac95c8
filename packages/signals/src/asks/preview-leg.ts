import { decimal, type Decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { comesBefore, isAsking } from '../book/intent-table.ts';
import { leverageOfEntry } from '../execute/wanted-leverage.ts';
import { comesAfterEntries } from '../lanes/exit-waits.ts';
import { planEntry, planStep } from '../lanes/plan-intent.ts';
import { stepIn } from '../book/stored-signal.ts';
import { transitionOf } from '../plan/transition.ts';
import { planSignal } from '../plan/plan-signal.ts';
import type { PlanContext, PlanResult } from '../plan/plan-types.ts';
import { previewWish } from '../wishes/plan-wish-intent.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import type { RefusalCode } from '../signal.ts';

export type LegPreview =
  /** Base asset; `null`: it cannot be told yet, `detail` says why. */
  | { readonly ok: true; readonly quantity: Decimal | null; readonly detail: string | null }
  /** `code` `null`: the goal holds already; `remark` is what the chat hears of it. */
  | { readonly ok: false; readonly code: RefusalCode | null; readonly detail: string; readonly remark?: string };

/** They pass by themselves while the signal is fresh. */
const PASSING: readonly RefusalCode[] = ['broker-not-ready', 'no-price'];
/** They pass once the exits are done that the entry waits for. */
const PASSING_BEHIND: readonly RefusalCode[] = [
  'stream-conflict',
  'limit-notional',
  'limit-total-notional',
  'limit-positions',
  'limit-adds',
];

/** What the intent's order would be if it were planned now; of an entry behind exits, once they are done. */
export function previewLeg(run: Run, intent: IntentRow): LegPreview {
  const before = intent.kind === 'increase' ? exitsBefore(run, intent) : [];
  const plan = planNow(run, intent, before);
  const isPassing = (code: RefusalCode): boolean =>
    PASSING.includes(code) || (before.length > 0 && PASSING_BEHIND.includes(code));
  if (!plan.ok) {
    const isLater = isPassing(plan.code) || (intent.kind === 'reduce' && comesAfterEntries(run, intent));
    return isLater ? { ok: true, quantity: null, detail: plan.detail } : plan;
  }
  const legs = plan.legs.filter(({ kind }) => kind === intent.kind);
  if (intent.kind === 'increase' && plan.openRefusal !== null) {
    const { code, detail } = plan.openRefusal;
    return isPassing(code) ? { ok: true, quantity: null, detail } : plan.openRefusal;
  }
  if (
    before.length > 0 &&
    (legs.length === 0 || before.some((exit) => isOwn(intent, exit) && !leavesNothing(run, exit)))
  ) {
    return { ok: true, quantity: null, detail: sentence('size-after-exit') };
  }
  if (legs.length > 0) {
    return { ok: true, quantity: legs.reduce((sum, leg) => sum.plus(leg.quantity), decimal('0')), detail: null };
  }
  const detail = plan.notes.join(' ');
  const isTold = goalOf(intent).work === 'wish' && detail !== '';
  return { ok: false, code: null, detail, ...(isTold ? { remark: detail } : {}) };
}

/** Exits of other signals that are still at work in the lane: an entry goes once they are done. */
function exitsBefore(run: Run, entry: IntentRow): readonly IntentRow[] {
  return run.book.intents
    .openOfLane(entry.brokerId, entry.symbol)
    .filter((row) => row.kind === 'reduce' && row.signalId !== entry.signalId)
    .filter((row) => comesBefore(row, entry) && !isAsking(row));
}

function isOwn({ stream }: IntentRow, exit: IntentRow): boolean {
  return exit.stream === stream;
}

/** Of what its stream owns, by its strategy's step. */
function leavesNothing(run: Run, exit: IntentRow): boolean {
  const { work, previous } = goalOf(exit);
  const stored = run.book.signals.get(exit.signalId)?.stored;
  if (work !== 'step' || stored === undefined) return work === 'zero';
  return transitionOf(decimal(previous ?? '0'), stepIn(stored).next) !== 'reduce';
}

function planNow(run: Run, intent: IntentRow, before: readonly IntentRow[]): PlanResult {
  const { work } = goalOf(intent);
  if (intent.kind === 'reduce') return work === 'wish' ? previewWish(run, intent) : planStep(run, intent);
  const isLeft = before.some((exit) => isOwn(intent, exit) && leavesNothing(run, exit));
  const byThen = ({ ledger, account }: PlanContext): Pick<PlanContext, 'ledger' | 'account'> => ({
    ledger: isLeft ? { ...ledger, owned: ZERO, unit: null, state: 'flat', taken: ZERO, entries: 0 } : ledger,
    // the day is read, and the alert's leverage set, before the order goes
    account: { ...account, dailyPnl: account.dailyPnl ?? ZERO, leverage: leverageOfEntry(run, intent) },
  });
  if (work === 'wish') return previewWish(run, intent, (input) => ({ ...input, ...byThen(input) }));
  const open = run.book.signals.get(intent.signalId);
  if (open === undefined) return planStep(run, intent);
  const input = planEntry(run, intent, open);
  return planSignal({ ...input, ...byThen(input) });
}

/** Base asset, as text: the most that a person has agreed to; `null`: no more than the plan says. */
export function agreedQuantity(intent: IntentRow): string | null {
  const ask = goalOf(intent).asks;
  return ask === undefined ? null : (ask.quantity ?? ask.planned);
}
