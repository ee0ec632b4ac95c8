import { type Decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { legFace } from '../asks/leg-face.ts';
import { newGoal } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { formatLegPlan } from '../evidence/format-leg-plan.ts';
import { leverageOfEntry } from '../execute/wanted-leverage.ts';
import { draftIntent } from '../lanes/insert-intent.ts';
import { planEntry } from '../lanes/plan-intent.ts';
import type { PlanResult } from '../plan/plan-types.ts';
import { planSignal } from '../plan/plan-signal.ts';
import { directionOf, increasingSide, positionSideOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { type DryLedger, entriesAfter } from './dry-ledger.ts';
import type { DryAccount } from './dry-notice.ts';
import { type DryOrigin, type DryPlan, recordDry, wouldDo, tellAccount } from './dry-plan.ts';

export interface DryStep {
  readonly signal: Signal;
  /** Signed, the strategy's units. */
  readonly previous: Decimal;
  /** `null`: the signal's own. */
  readonly sizedBy: Decimal | null;
}

/** Plans a step on one account by its real state; its legs are recorded and not sent. */
export function planDryStep(run: Run, w: Writer, origin: DryOrigin, step: DryStep): DryPlan {
  const { ledger, isSimulated, record } = origin;
  const { signal } = step;
  const draft = () => draftOf(run, w, origin, step);
  const first = draft();
  const planned = planEntry(run, first, { stored: { signal, order: null, relay: null } });
  const input = {
    ...planned,
    effectivePrevious: step.previous,
    ledger: { ...ledger, entering: ZERO, taken: ZERO },
    account: {
      ...planned.account,
      // the day is read, and the alert's leverage set, before a real order goes
      dailyPnl: planned.account.dailyPnl ?? ZERO,
      leverage: leverageOfEntry(run, first),
      ...(isSimulated ? { position: ledger.owned } : {}),
    },
  };
  const out = planSignal(input);
  const plan = formatLegPlan({ type: 'step', input, out }, run.now(), null);
  const legs = (out.ok ? out.legs : []).map(({ kind, side, positionSide, quantity }) => {
    const row = { ...draft(), kind, side, positionSide, quantity: formatDecimal(quantity) };
    recordDry(w, row, { plan, code: record, detail: wouldDo(row) });
    return legFace(run, row, signal, { quantity, detail: null });
  });
  const refusal = refusalOf(out);
  if (refusal !== null) recordDry(w, draft(), { plan, code: refusal.code ?? record, detail: refusal.detail });
  return { ledger: ledgerAfter(ledger, signal, out), told: tellAccount(run, w, origin, signal, { legs, refusal }) };
}

function draftOf(
  run: Run,
  w: Writer,
  { brokerId, sequence, code }: DryOrigin,
  { signal, previous, sizedBy }: DryStep,
): IntentRow {
  const direction = directionOf(signal.next);
  const goal = newGoal({
    work: 'step',
    order: 0,
    sequence,
    streamCode: code,
    cause: 'signal',
    previous: formatDecimal(previous),
    sizedBy: sizedBy === null ? null : formatDecimal(sizedBy),
  });
  return draftIntent(run, w, {
    signalId: signal.id,
    brokerId,
    symbol: signal.symbol,
    stream: signal.stream,
    kind: 'increase',
    positionSide: positionSideOf(direction, run.view(brokerId).positionMode),
    side: increasingSide(direction),
    goal,
  });
}

function refusalOf(out: PlanResult): DryAccount['refusal'] {
  if (!out.ok) return { code: out.code, detail: out.detail };
  if (out.openRefusal !== null) return { code: out.openRefusal.code, detail: out.openRefusal.detail };
  return out.legs.length > 0 ? null : { code: null, detail: out.notes.join(' ') };
}

function ledgerAfter(known: DryLedger, { next }: Signal, out: PlanResult): DryLedger {
  const legs = out.ok ? out.legs : [];
  const owned = legs.reduce(
    (sum, leg) => (leg.side === 'buy' ? sum.plus(leg.quantity) : sum.minus(leg.quantity)),
    known.owned,
  );
  const entries = entriesAfter(known, owned);
  if (!owned.isZero()) return { owned, unit: out.ok ? out.unit : known.unit, state: 'in', entries };
  return { owned, unit: null, state: next.isZero() ? 'flat' : 'sitting-out', entries };
}
