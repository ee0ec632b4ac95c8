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
import type { PlanContext, PlanLedger, PlanResult } from '../plan/plan-types.ts';
import { previewWish } from '../wishes/plan-wish-intent.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Refusal, RefusalCode } from '../signal.ts';

export type LegPreview =
  /** Base asset; `null`: it cannot be told yet, `detail` says why. */
  | { readonly ok: true; readonly quantity: Decimal | null; readonly detail: string | null }
  /** `code` `null`: the goal holds already; `remark` is what the chat hears of it. */
  | { readonly ok: false; readonly code: RefusalCode | null; readonly detail: string; readonly remark?: string };

/** They pass by themselves while the signal is fresh. */
const PASSING: readonly RefusalCode[] = ['broker-not-ready', 'no-price'];
/** They pass once what the entry waits for is done. */
const PASSING_BEHIND: readonly RefusalCode[] = [
  'sitting-out',
  'stream-conflict',
  'limit-notional',
  'limit-total-notional',
  'limit-positions',
  'limit-adds',
];

/** What a stream has once it has left its position: what its entries from before fill is closed, too. */
const NOTHING = {
  owned: ZERO,
  unit: null,
  state: 'flat',
  entering: ZERO,
  taken: ZERO,
  entries: 0,
} as const satisfies PlanLedger;

/** What the intent's order would be if it were planned now; of an entry behind others, once they are done. */
export function previewLeg(run: Run, intent: IntentRow): LegPreview {
  const before = intent.kind === 'increase' ? workBefore(run, intent) : [];
  const plan = planNow(run, intent, before);
  const later = ({ code, detail }: Refusal): LegPreview | null => {
    if (PASSING.includes(code)) return { ok: true, quantity: null, detail };
    // what it says of now is not so any more by then
    const isPassing = before.length > 0 && PASSING_BEHIND.includes(code);
    return isPassing ? { ok: true, quantity: null, detail: sentence('size-after-others') } : null;
  };
  if (!plan.ok) {
    const isBehind = intent.kind === 'reduce' && comesAfterEntries(run, intent);
    return later(plan) ?? (isBehind ? { ok: true, quantity: null, detail: plan.detail } : plan);
  }
  const legs = plan.legs.filter(({ kind }) => kind === intent.kind);
  if (intent.kind === 'increase' && plan.openRefusal !== null) {
    return later(plan.openRefusal) ?? plan.openRefusal;
  }
  if (
    before.length > 0 &&
    (legs.length === 0 || before.some((row) => isOwn(intent, row) && !leavesNothing(run, row)))
  ) {
    return { ok: true, quantity: null, detail: sentence('size-after-others') };
  }
  if (legs.length > 0) {
    return { ok: true, quantity: legs.reduce((sum, leg) => sum.plus(leg.quantity), decimal('0')), detail: null };
  }
  const detail = plan.notes.join(' ');
  const isTold = goalOf(intent).work === 'wish' && detail !== '';
  return { ok: false, code: null, detail, ...(isTold ? { remark: detail } : {}) };
}

/** Exits in the lane, and unsent entries of the stream, that an entry waits for: those of other signals. */
function workBefore(run: Run, entry: IntentRow): readonly IntentRow[] {
  const isUnsent = (row: IntentRow): boolean =>
    isOwn(entry, row) && row.state === 'planned' && goalOf(row).entry === null;
  return run.book.intents
    .openOfLane(entry.brokerId, entry.symbol)
    .filter((row) => row.signalId !== entry.signalId && comesBefore(row, entry) && !isAsking(row))
    .filter((row) => row.kind === 'reduce' || isUnsent(row));
}

function isOwn({ stream }: IntentRow, row: IntentRow): boolean {
  return row.stream === stream;
}

/** An exit, of what its stream owns, by its strategy's step. */
function leavesNothing(run: Run, row: IntentRow): boolean {
  const { work, previous } = goalOf(row);
  const stored = run.book.signals.get(row.signalId)?.stored;
  if (row.kind === 'increase') return false;
  if (work !== 'step' || stored === undefined) return work === 'zero';
  return transitionOf(decimal(previous ?? '0'), stepIn(stored).next) !== 'reduce';
}

function planNow(run: Run, intent: IntentRow, before: readonly IntentRow[]): PlanResult {
  const { work } = goalOf(intent);
  if (intent.kind === 'reduce') return work === 'wish' ? previewWish(run, intent) : planStep(run, intent);
  const isLeft = before.some((row) => isOwn(intent, row) && leavesNothing(run, row));
  const byThen = ({ ledger, account }: PlanContext): Pick<PlanContext, 'ledger' | 'account'> => ({
    ledger: isLeft ? NOTHING : ledger,
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
