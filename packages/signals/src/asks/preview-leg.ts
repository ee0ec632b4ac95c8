import { decimal, type Decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { leverageOfEntry } from '../execute/wanted-leverage.ts';
import { comesAfterEntries } from '../lanes/exit-waits.ts';
import { planEntry, planStep } from '../lanes/plan-intent.ts';
import { dailyPnlOf } from '../limits/daily-pnl.ts';
import { planSignal } from '../plan/plan-signal.ts';
import type { PlanResult } from '../plan/plan-types.ts';
import { previewWish } from '../wishes/plan-wish-intent.ts';
import type { Run } from '../run.ts';
import type { RefusalCode } from '../signal.ts';

export type LegPreview =
  /** Base asset; `null`: it cannot be told yet, `detail` says why. */
  | { readonly ok: true; readonly quantity: Decimal | null; readonly detail: string | null }
  /** `code` `null`: the goal holds already; `remark` is what the chat hears of it. */
  | { readonly ok: false; readonly code: RefusalCode | null; readonly detail: string; readonly remark?: string };

/** They pass by themselves while the signal is fresh. */
const PASSING: readonly RefusalCode[] = ['broker-not-ready', 'no-price'];

/** What the intent's order would be if it were planned now. */
export function previewLeg(run: Run, intent: IntentRow): LegPreview {
  const plan = planNow(run, intent);
  if (!plan.ok) {
    const isPassing = PASSING.includes(plan.code) || (intent.kind === 'reduce' && comesAfterEntries(run, intent));
    return isPassing ? { ok: true, quantity: null, detail: plan.detail } : plan;
  }
  const legs = plan.legs.filter(({ kind }) => kind === intent.kind);
  if (legs.length > 0) {
    return { ok: true, quantity: legs.reduce((sum, leg) => sum.plus(leg.quantity), decimal('0')), detail: null };
  }
  if (intent.kind === 'increase' && plan.openRefusal !== null) return plan.openRefusal;
  const detail = plan.notes.join(' ');
  const isTold = goalOf(intent).work === 'wish' && detail !== '';
  return { ok: false, code: null, detail, ...(isTold ? { remark: detail } : {}) };
}

function planNow(run: Run, intent: IntentRow): PlanResult {
  const isEntry = intent.kind === 'increase';
  // what the day brought is read, and the alert's leverage set, before the order goes
  const known = isEntry
    ? { dailyPnl: dailyPnlOf(run, intent.brokerId) ?? ZERO, leverage: leverageOfEntry(run, intent) }
    : {};
  if (goalOf(intent).work === 'wish') return previewWish(run, intent, known);
  const open = run.book.signals.get(intent.signalId);
  if (!isEntry || open === undefined) return planStep(run, intent);
  const input = planEntry(run, intent, open);
  return planSignal({ ...input, account: { ...input.account, ...known } });
}

/** Base asset, as text: the most that a person has agreed to; `null`: no more than the plan says. */
export function agreedQuantity(intent: IntentRow): string | null {
  const ask = goalOf(intent).asks;
  return ask === undefined ? null : (ask.quantity ?? ask.planned);
}
