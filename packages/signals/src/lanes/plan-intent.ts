import { Decimal, decimal, formatDecimal, roundQuantityDown, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { OpenSignal } from '../book/book.ts';
import { enteringOf } from '../entries/entering-of.ts';
import { planPart } from '../entries/plan-part.ts';
import type { MarkPatch } from '../execute/mark.ts';
import { mayShare } from '../ledger/may-share.ts';
import { ledgerRow, ownedBy, ownedOfSide, toPositionSide } from '../ledger/owned.ts';
import type { PlanLedger, PlanResult } from '../plan/plan-types.ts';
import { planSignal } from '../plan/plan-signal.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import { transitionOf } from '../plan/transition.ts';
import type { Run } from '../run.ts';
import type { RefusalCode, Signal } from '../signal.ts';
import { isPanicBlocked, isPaused } from './blocks.ts';
import { netPatch, offsetting } from './net-exit.ts';
import { otherOwners, planAccount, realPosition } from './plan-account.ts';
import { planRouteOf } from './route-of.ts';

export type Verdict =
  /** `unit`: the ledger's from now on, for entries. */
  | { readonly type: 'send'; readonly patch: MarkPatch; readonly unit: Decimal | null }
  /** Nothing (more) to do. `code` `null`: the goal holds. */
  | { readonly type: 'end'; readonly code: RefusalCode | null; readonly detail: string };

/** What the intent's order would be, from what is owned now. */
export function planIntent(run: Run, intent: IntentRow): Verdict {
  const open = run.book.signals.get(intent.signalId);
  if (open === undefined) throw new RangeError(`Intent ${intent.id} has no signal in the book.`);
  const { work, entry } = goalOf(intent);
  if (entry !== null) return planPart(run, intent, entry);
  if (work === 'quantity') return planQuantity(run, intent, open);
  if (intent.kind === 'increase') return fromPlan(planEntry(run, intent, open));
  const verdict = fromPlan(planExit(run, intent, open));
  if (verdict.type === 'end') return verdict;
  return { ...verdict, patch: netPatch(run, intent, verdict.patch) };
}

function planEntry(run: Run, intent: IntentRow, { stored }: OpenSignal): PlanResult {
  const { signal, order } = stored;
  const { previous: from, sizedBy } = goalOf(intent);
  const previous = decimal(from ?? '0');
  const isPerson = order !== null;
  const joinsFlat = isPerson || transitionOf(previous, signal.next) === 'reverse';
  const direction = directionOf(signal.next);
  return planSignal({
    signal,
    effectivePrevious: joinsFlat ? ZERO : previous,
    sizedBy: sizedBy === null ? null : decimal(sizedBy),
    route: planRouteOf(run, signal.routeId, intent.brokerId),
    factor: factorOf(run, signal, intent.brokerId),
    ledger: isPerson ? FLAT : planLedger(run, intent),
    account: {
      ...planAccount(run, intent, direction, signal.price),
      // what a reversal has just closed is no end of its position
      ...(isPerson || !previous.isZero() ? { closedAt: null } : {}),
    },
    gates: {
      paused: isPaused(run.book),
      panicBlocked: isPanicBlocked(run.book),
      otherOwner: conflictingOwner(run, intent, signal, isPerson),
    },
    now: run.now(),
  });
}

function planExit(run: Run, intent: IntentRow, { stored }: OpenSignal): PlanResult {
  const { signal } = stored;
  const { work, previous: from } = goalOf(intent);
  const before = decimal(from ?? '0');
  const transition = transitionOf(before, signal.next);
  const toZero = work === 'zero' || transition !== 'reduce';
  const owned = ownedBy(run.book, intent.brokerId, intent.stream);
  const previous = before.isZero() ? owned : before;
  if (owned.isZero() && previous.isZero()) {
    return { ok: false, code: 'nothing-owned', detail: 'The strategy owns nothing on this account.' };
  }
  return planSignal({
    signal: toZero ? { ...signal, next: ZERO } : signal,
    effectivePrevious: previous,
    sizedBy: null,
    route: planRouteOf(run, signal.routeId, intent.brokerId),
    factor: factorOf(run, signal, intent.brokerId),
    ledger: planLedger(run, intent),
    account: {
      ...planAccount(run, intent, directionOf(owned.isZero() ? previous : owned), signal.price),
      // what the account holds is less than the stream owns, because others own against it: the net is no clamp
      ...(offsetting(run, intent).length === 0 ? {} : { position: owned }),
    },
    gates: { paused: false, panicBlocked: false, otherOwner: otherOwners(run, intent, directionOf(owned))[0] ?? null },
    now: run.now(),
  });
}

/** A person closes what is really there, whoever owns it. */
function planQuantity(run: Run, intent: IntentRow, { stored }: OpenSignal): Verdict {
  const view = run.view(intent.brokerId);
  const instrument = view.instrument(intent.symbol);
  const owned = ownedOfSide(run.book, intent.brokerId, intent.symbol, toPositionSide(intent.positionSide));
  const position = realPosition(run, intent.brokerId, intent.symbol, intent.positionSide, owned);
  if (position.isZero()) return { type: 'end', code: 'nothing-owned', detail: 'The position is flat.' };
  const { quantity, fraction } = stored.order ?? { quantity: null, fraction: null };
  const { remaining } = goalOf(intent);
  const asked = remaining === null ? (quantity ?? position.abs().times(fraction ?? '1')) : decimal(remaining);
  const wanted = Decimal.min(asked, position.abs());
  const rounded = instrument === null ? wanted : roundQuantityDown(wanted, instrument);
  if (rounded.isZero()) {
    return remaining === null
      ? { type: 'end', code: 'below-minimum', detail: 'The quantity is below one step.' }
      : { type: 'end', code: null, detail: 'Done.' };
  }
  const part = instrument === null ? rounded : Decimal.min(rounded, instrument.maxMarketQuantity);
  const patch: MarkPatch = {
    side: reducingSide(directionOf(position)),
    quantity: formatDecimal(part),
    goal: { remaining: formatDecimal(rounded) },
  };
  return { type: 'send', patch, unit: null };
}

function fromPlan(plan: PlanResult): Verdict {
  if (!plan.ok) return { type: 'end', code: plan.code, detail: plan.detail };
  const leg = plan.legs[0];
  if (leg === undefined) return { type: 'end', code: null, detail: plan.notes.join(' ') };
  const patch: MarkPatch = { side: leg.side, positionSide: leg.positionSide, quantity: formatDecimal(leg.quantity) };
  return { type: 'send', patch, unit: leg.goal.unit };
}

const FLAT: PlanLedger = { owned: ZERO, unit: null, state: 'flat', entering: ZERO };

function planLedger(run: Run, intent: IntentRow): PlanLedger {
  const row = ledgerRow(run.book, intent.brokerId, intent.stream);
  if (row === null) return FLAT;
  return {
    owned: decimal(row.owned),
    unit: row.unit === null ? null : decimal(row.unit),
    state: row.state,
    entering: enteringOf(run, intent),
  };
}

function factorOf(run: Run, signal: Signal, brokerId: string): Decimal {
  const account = run.routes.get(signal.routeId)?.brokers.find((entry) => entry.brokerId === brokerId);
  return account?.factor ?? decimal('1');
}

/**
 * The owner of the side that the entry may not share it with; `null`: none. A person may add to a strategy's position, but
 * not trade against it in one-way mode, unless its route shares.
 */
function conflictingOwner(run: Run, intent: IntentRow, { next }: Signal, isPerson: boolean): string | null {
  const others = otherOwners(run, intent, directionOf(next)).filter((other) => !mayShare(run, intent.stream, other));
  const isWith = (other: string) => ownedBy(run.book, intent.brokerId, other).isNegative() === next.isNegative();
  return others.find((other) => !isPerson || !isWith(other)) ?? null;
}
