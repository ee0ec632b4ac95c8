import { type Decimal, decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { capEntry } from '../asks/cap-entry.ts';
import { goalOf } from '../book/goal.ts';
import type { OpenSignal } from '../book/book.ts';
import { stepIn } from '../book/stored-signal.ts';
import { enteringOf } from '../entries/entering-of.ts';
import { checkPart } from '../entries/check-part.ts';
import { planPart } from '../entries/plan-part.ts';
import { planWishIntent } from '../wishes/plan-wish-intent.ts';
import type { MarkPatch } from '../execute/mark.ts';
import { LEFT_OUT } from '../faults/leave-out.ts';
import { otherEntries } from '../ledger/other-entries.ts';
import { isHalted } from '../ledger/known-drift.ts';
import { mayShare } from '../ledger/may-share.ts';
import { takenOf } from '../ledger/taken-of.ts';
import { ledgerRow, ownedBy, ownedOfSide, toPositionSide } from '../ledger/owned.ts';
import type { PlanBasis } from '../evidence/format-leg-plan.ts';
import { planQuantity, type QuantityInput } from '../plan/plan-quantity.ts';
import { closingStep } from '../plan/closing-step.ts';
import type { PlanInput, PlanLedger, PlanResult } from '../plan/plan-types.ts';
import { planSignal } from '../plan/plan-signal.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import { transitionOf } from '../plan/transition.ts';
import { mayBeDone } from '../recover/find-lost-orders.ts';
import type { Run } from '../run.ts';
import type { RefusalCode, Signal } from '../signal.ts';
import { entryTerms } from '../entries/replaced-terms.ts';
import { isPanicBlocked, isPaused } from './blocks.ts';
import { isOfOldPosition } from './exit-waits.ts';
import { netPatch, offsetting } from './net-exit.ts';
import { otherOwners, planAccount, realPosition } from './plan-account.ts';
import { planRouteOf } from './route-of.ts';
import { takesPart } from './takes-part.ts';
import { sentence } from '../sentences/sentence.ts';

/** `basis`: what it was planned from, where it was not planned before. */
export type Verdict =
  /** `unit`: the ledger's from now on, for entries. */
  | { readonly type: 'send'; readonly patch: MarkPatch; readonly unit: Decimal | null; readonly basis?: PlanBasis }
  /** Nothing (more) to do. `code` `null`: the goal holds; `remark` is what the chat hears of it. */
  | {
      readonly type: 'end';
      readonly code: RefusalCode | null;
      readonly detail: string;
      readonly remark?: string;
      readonly basis?: PlanBasis;
    };

/** What the intent's order would be, from what is owned now. */
export function planIntent(run: Run, intent: IntentRow): Verdict {
  const open = run.book.signals.get(intent.signalId);
  if (open === undefined) return { type: 'end', code: LEFT_OUT, detail: sentence('signal-unreadable') };
  const { work, entry } = goalOf(intent);
  if (intent.kind === 'increase' && !takesPart(run, intent)) {
    return { type: 'end', code: 'tell-only', detail: sentence('places-nothing') };
  }
  if (intent.kind === 'increase' && mayBeDone(run, intent)) {
    return { type: 'end', code: 'superseded', detail: sentence('maybe-done') };
  }
  if (entry !== null) return planPart(run, intent, entry, checkPart(run, intent, open));
  if (work === 'wish') {
    const verdict = planWishIntent(run, intent);
    return intent.kind === 'increase' ? capEntry(run, intent, open.stored.signal, verdict) : verdict;
  }
  if (work === 'quantity') return planTaking(run, intent, open);
  if (intent.kind === 'increase') {
    const blocked = whyNotTurned(run, intent, open);
    if (blocked !== null) return blocked;
    return capEntry(run, intent, open.stored.signal, fromPlan(planEntry(run, intent, open)));
  }
  const verdict = planExit(run, intent, open);
  if (verdict.type === 'end') return verdict.code === null ? { ...verdict, remark: verdict.detail } : verdict;
  return { ...verdict, patch: netPatch(run, intent, verdict.patch) };
}

/** All that the intent's signal asks for on its account, from what is owned now: of a turn both legs. */
export function planStep(run: Run, intent: IntentRow): PlanResult {
  const open = run.book.signals.get(intent.signalId);
  if (open === undefined) throw new RangeError(`Intent ${intent.id} has no signal in the book.`);
  const input = intent.kind === 'increase' ? planEntry(run, intent, open) : exitInput(run, intent, open);
  return input === null ? { ok: false, code: 'nothing-owned', detail: NOTHING } : planSignal(input);
}

/** What a step towards the signal's position is planned from. */
export function planEntry(run: Run, intent: IntentRow, { stored }: Pick<OpenSignal, 'stored'>): PlanInput {
  const { order } = stored;
  const signal = entryTerms(stepIn(stored), goalOf(intent));
  const { previous: from, sizedBy } = goalOf(intent);
  const previous = decimal(from ?? '0');
  const isPerson = order !== null;
  const joinsFlat = isPerson || transitionOf(previous, signal.next) === 'reverse';
  const direction = directionOf(signal.next);
  return {
    signal,
    effectivePrevious: joinsFlat ? ZERO : previous,
    sizedBy: sizedBy === null ? null : decimal(sizedBy),
    route: planRouteOf(run, signal.routeId, intent.brokerId),
    factor: factorOf(run, signal, intent.brokerId),
    ledger: isPerson ? FLAT : planLedger(run, intent),
    account: {
      ...planAccount(run, intent, direction, signal.price),
      ...(isPerson || isHeldBefore(run, intent) ? { closedAt: null } : {}),
    },
    gates: {
      paused: isPaused(run.book),
      halted: isHalted(run, intent.brokerId, intent.symbol),
      panicBlocked: isPanicBlocked(run.book),
      otherOwner: conflictingOwner(run, intent, signal, isPerson),
    },
    now: run.now(),
  };
}

/** The entry adds to a position, or turns the one that its signal has just closed: no other has ended before it. */
function isHeldBefore(run: Run, { brokerId, stream, signalId }: IntentRow): boolean {
  if (!ownedBy(run.book, brokerId, stream).isZero()) return true;
  return run.book.intents
    .ofSignal(signalId)
    .some((row) => row.brokerId === brokerId && row.kind === 'reduce' && row.filledQuantity !== '0');
}

/** A person's reversal opens only once its exit is proven to have closed something, and all of it; `null`: it has, or is none. */
function whyNotTurned(run: Run, intent: IntentRow, { stored }: OpenSignal): Verdict | null {
  if (stored.order?.type !== 'reverse') return null;
  const exits = run.book.intents.ofSignal(intent.signalId).filter((row) => row.kind === 'reduce');
  const exit = exits.findLast(({ attempt, code }) => attempt > 0 || code !== 'nothing-owned');
  const left = exit === undefined ? null : goalOf(exit).remaining;
  if (exit?.state === 'filled' && left !== null && decimal(exit.filledQuantity).gte(left)) return null;
  const wasFlat = exits.every(({ attempt, code }) => attempt === 0 && code === 'nothing-owned');
  if (!wasFlat) return { type: 'end', code: 'nothing-owned', detail: sentence('not-turned') };
  const direction = intent.side === 'buy' ? 'long' : 'short';
  const command = `/${direction} ${intent.symbol} ${formatDecimal(stored.order.quantity)}`;
  return { type: 'end', code: 'nothing-owned', detail: sentence('nothing-to-turn', { command }) };
}

const NOTHING = sentence('owns-nothing');

function planExit(run: Run, intent: IntentRow, open: OpenSignal): Verdict {
  const input = exitInput(run, intent, open);
  return input === null ? { type: 'end', code: 'nothing-owned', detail: NOTHING } : fromPlan(input);
}

/** `null`: neither the strategy nor the account has anything to reduce. */
function exitInput(run: Run, intent: IntentRow, { stored }: OpenSignal): PlanInput | null {
  const { work, previous: from } = goalOf(intent);
  const signal = work === 'zero' ? closingStep(stored.signal) : stepIn(stored);
  const before = decimal(from ?? '0');
  const transition = transitionOf(before, signal.next);
  const toZero = work === 'zero' || transition !== 'reduce';
  const owned = ownedBy(run.book, intent.brokerId, intent.stream);
  const previous = before.isZero() ? owned : before;
  if (owned.isZero() && previous.isZero()) return null;
  return {
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
    gates: {
      paused: false,
      halted: false,
      panicBlocked: false,
      otherOwner: otherOwners(run, intent, directionOf(owned))[0] ?? null,
    },
    now: run.now(),
  };
}

/** A person closes what is really there, whoever owns it; the desk by itself what nobody owns. */
function planTaking(run: Run, intent: IntentRow, { stored }: OpenSignal): Verdict {
  const owned = ownedOfSide(run.book, intent.brokerId, intent.symbol, toPositionSide(intent.positionSide));
  const { remaining, cause } = goalOf(intent);
  const asked = stored.order?.type === 'close' ? stored.order : null;
  const seen = realPosition(run, intent.brokerId, intent.symbol, intent.positionSide, owned);
  const position = isOfOldPosition(run, intent) && !owned.isZero() ? owned : seen;
  const isTurned = remaining !== null && !position.isZero() && reducingSide(directionOf(position)) !== intent.side;
  // what is on the other side by now was not meant
  if (isTurned && cause !== 'drift') {
    const direction = intent.side === 'sell' ? 'long' : 'short';
    return { type: 'end', code: 'nothing-owned', detail: sentence('holds-no', { direction }) };
  }
  const input: QuantityInput = {
    instrument: run.view(intent.brokerId).instrument(intent.symbol),
    position: cause === 'drift' ? beyond(position, owned) : position,
    quantity: asked?.quantity ?? null,
    fraction: asked?.fraction ?? null,
    remaining: remaining === null ? null : decimal(remaining),
  };
  const out = planQuantity(input);
  const basis: PlanBasis = { type: 'quantity', input, out };
  if (!out.ok) return { type: 'end', code: cause === 'drift' ? null : out.code, detail: out.detail, basis };
  const goal = { remaining: formatDecimal(out.remaining) };
  const patch: MarkPatch = { side: out.side, quantity: formatDecimal(out.quantity), goal };
  return { type: 'send', patch, unit: null, basis };
}

/** Base asset, signed: what the side holds and nobody owns. */
function beyond(position: Decimal, owned: Decimal): Decimal {
  const isSameSide = owned.isZero() || position.isNegative() === owned.isNegative();
  return isSameSide && position.abs().gt(owned.abs()) ? position.minus(owned) : ZERO;
}

function fromPlan(input: PlanInput): Verdict {
  const out = planSignal(input);
  const basis: PlanBasis = { type: 'step', input, out };
  if (!out.ok) return { type: 'end', code: out.code, detail: out.detail, basis };
  const leg = out.legs[0];
  if (leg === undefined) return { type: 'end', code: null, detail: out.notes.join(' '), basis };
  const patch: MarkPatch = { side: leg.side, positionSide: leg.positionSide, quantity: formatDecimal(leg.quantity) };
  return { type: 'send', patch, unit: leg.goal.unit, basis };
}

/** Of a stream that owns nothing. */
const FLAT: PlanLedger = { owned: ZERO, unit: null, state: 'flat', entering: ZERO, taken: ZERO, entries: 0 };

export function planLedger(run: Run, intent: IntentRow): PlanLedger {
  const row = ledgerRow(run.book, intent.brokerId, intent.stream);
  if (row === null) return FLAT;
  return {
    owned: decimal(row.owned),
    unit: row.unit === null ? null : decimal(row.unit),
    state: row.state,
    entering: enteringOf(run, intent),
    taken: takenOf(row, decimal(goalOf(intent).previous ?? '0')),
    entries: otherEntries(run, intent),
  };
}

export function factorOf(run: Run, signal: Pick<Signal, 'routeId'>, brokerId: string): Decimal {
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
