import { Decimal, decimal, type Instrument, ZERO } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isMarked } from '../book/intent-table.ts';
import { isRestingEntry } from '../entries/is-resting.ts';
import { ownersOf, toPositionSide } from '../ledger/owned.ts';
import { levelDistance, levelPrice } from '../plan/level-price.ts';
import { type Direction, directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { WishPrice } from '../wish.ts';
import { planTargets } from './plan-targets.ts';
import { coverableOf, isLeaving, protectionOf, protectPolicyOf, sideKey, termsOf } from './policy.ts';
import { isClosedByOthers } from './others-stop.ts';
import { type ProtectState, protectStateOf } from './protect-state.ts';
import { type ProtectTerms, protectTermsOf } from './protect-terms.ts';
import { inParts, type WantedOrder } from './wanted-order.ts';

/** What should stand for a stream's part of a side. */
export interface WantedProtection {
  /** Empty: none is asked for; `null`: its price is not known yet. */
  readonly stops: readonly WantedOrder[] | null;
  readonly targets: readonly WantedOrder[];
  readonly trailing: readonly WantedOrder[];
  /** Targets that have their whole part. */
  readonly done: readonly number[];
  /** Targets that are too small for an order of their own. */
  readonly merged: readonly number[];
  /** The stream's stop is over the whole side. */
  readonly isWhole: boolean;
}

interface Basis {
  readonly row: LedgerRow;
  readonly terms: ProtectTerms;
  readonly state: ProtectState;
  readonly instrument: Instrument;
  readonly direction: Direction;
  /** Base asset, > 0. */
  readonly owned: Decimal;
  /** Quote asset. */
  readonly entryPrice: Decimal | null;
}

/** Of the distance from the entry: a fill's difference in price moves no order that stands. */
const TOLERANCE = decimal('0.02');

/** @returns `null`: the account does not know the instrument. */
export function wantedProtection(run: Run, row: LedgerRow): WantedProtection | null {
  const instrument = run.view(row.brokerId).instrument(row.symbol);
  if (instrument === null) return null;
  const state = protectStateOf(row);
  const owned = coverableOf(run, row);
  const isWhole = isAlone(run, row);
  if (owned.isZero()) return { stops: [], targets: [], trailing: [], done: state.done, merged: [], isWhole };
  const basis: Basis = {
    row,
    terms: termsOf(run, row),
    state,
    instrument,
    direction: directionOf(decimal(row.owned)),
    owned,
    entryPrice: state.entryPrice === null ? seenEntryPrice(run, row) : decimal(state.entryPrice),
  };
  const targets = targetsOf(run, basis);
  const progressed = { ...state, done: [...targets.done] };
  const terms = protectTermsOf(protectPolicyOf(run, row.stream), row.stream, progressed);
  return { ...targets, stops: stopsOf(run, { ...basis, terms }, isWhole), trailing: trailingOf(basis), isWhole };
}

/** Quote asset: of the side as memory knows it, where no fill told one. */
function seenEntryPrice(run: Run, row: LedgerRow): Decimal | null {
  return run.view(row.brokerId).position(row.symbol, toPositionSide(row.positionSide))?.entryPrice ?? null;
}

/** The stream owns the whole side, nobody has more there than the ledger says, nor closes it by a stop of their own. */
function isAlone(run: Run, row: LedgerRow): boolean {
  const owners = ownersOf(run.book, row.brokerId, row.symbol, toPositionSide(row.positionSide));
  return owners.length === 1 && (run.notes.excess.get(sideKey(row)) ?? ZERO).isZero() && !isClosedByOthers(run, row);
}

function stopsOf(run: Run, basis: Basis, isWhole: boolean): WantedProtection['stops'] {
  const { row, instrument, direction, owned, entryPrice } = basis;
  const { stop: level, isEven, triggerBy } = basis.terms;
  if (level === null && !isEven) return [];
  const asked = level === null ? null : priceOf(basis, level, 'stop');
  const even = isEven ? priceOf(basis, { basis: 'percent', percent: ZERO }, 'stop') : null;
  const price = asked === null || even === null ? (asked ?? even) : nearer(direction, asked, even);
  // what fills moves no stop that a person set
  const isByHand = (basis.state.hand?.stopLoss ?? null) !== null;
  const triggerPrice = (isByHand ? null : standingWhileFilling(run, row)) ?? price;
  if (triggerPrice === null) return null;
  const order: WantedOrder = {
    work: 'stop',
    target: null,
    quantity: isWhole ? null : owned,
    triggerPrice,
    triggerBy,
    callback: null,
    tolerance: isEven || level === null ? ZERO : toleranceOf(level, entryPrice),
  };
  return inParts(order, instrument);
}

/** The stop that gives up less. */
function nearer(direction: Direction, one: Decimal, other: Decimal): Decimal {
  return direction === 'long' ? Decimal.max(one, other) : Decimal.min(one, other);
}

/** Quote asset: while an entry fills, fill by fill, its stop stays where the first fill put it. */
function standingWhileFilling(run: Run, row: LedgerRow): Decimal | null {
  if (!isFilling(run, row)) return null;
  const standing = protectionOf(run, row, 'stop').find((one) => !isLeaving(one));
  return standing?.triggerPrice == null ? null : decimal(standing.triggerPrice);
}

/** An order of the stream's that goes at the market is on its way. */
export function isFilling(run: Run, { brokerId, stream }: LedgerRow): boolean {
  return run.book.intents
    .openEntries(brokerId)
    .some((row) => row.stream === stream && isMarked(row) && !isRestingEntry(row) && !isInDoubt(row));
}

/** Nobody knows whether it fills at all: what is owned does not wait for it. */
function isInDoubt({ state }: IntentRow): boolean {
  return state === 'unknown' || state === 'needs-operator';
}

function targetsOf(run: Run, basis: Basis): Pick<WantedProtection, 'targets' | 'done' | 'merged'> {
  const { state, instrument, owned, entryPrice } = basis;
  const { targets: levels, takesRest } = basis.terms;
  const priced = levels.map((level) => ({ ...level, price: priceOf(basis, level.at, 'target') }));
  const known = priced.flatMap(({ price, ...level }) => (price === null ? [] : [{ ...level, price }]));
  if (known.length < levels.length) return { targets: [], done: state.done, merged: [] };
  const filled = state.filled.map((quantity) => decimal(quantity));
  const plan = planTargets({
    targets: known,
    owned,
    filled,
    done: state.done,
    filling: fillingTargets(run, basis.row),
    takesRest,
    instrument,
  });
  const targets = plan.slots.flatMap(({ target, price, quantity }) => {
    const at = known[target]?.at;
    const order: WantedOrder = {
      work: 'target',
      target,
      quantity,
      triggerPrice: price,
      triggerBy: 'last',
      callback: null,
      tolerance: at === undefined ? ZERO : toleranceOf(at, entryPrice),
    };
    return inParts(order, instrument);
  });
  return { targets, done: plan.done, merged: plan.merged };
}

/** Whose order is partly filled and is to stay. */
function fillingTargets(run: Run, row: LedgerRow): readonly number[] {
  const open = protectionOf(run, row, 'target').filter((one) => one.state === 'partially-filled' && !isLeaving(one));
  return open.flatMap((one) => goalOf(one).protect?.target ?? []);
}

function trailingOf(basis: Basis): readonly WantedOrder[] {
  const { terms, state, instrument, owned } = basis;
  if (terms.trailing === null) return [];
  const { activation: from, callback } = terms.trailing;
  const activation = from === null ? null : priceOf(basis, from, 'target');
  if (from !== null && activation === null) return [];
  const order: WantedOrder = {
    work: 'trailing',
    target: null,
    quantity: owned,
    triggerPrice: activation,
    triggerBy: 'mark',
    callback,
    isByHand: (state.hand?.trailing ?? null) !== null,
    tolerance: ZERO,
  };
  return inParts(order, instrument);
}

function priceOf(
  { direction, entryPrice, instrument }: Basis,
  level: WishPrice,
  way: 'stop' | 'target',
): Decimal | null {
  return levelPrice({ level, way, direction, entryPrice, instrument });
}

function toleranceOf(level: WishPrice, entryPrice: Decimal | null): Decimal {
  if (level.basis === 'price' || entryPrice === null) return ZERO;
  return levelDistance(level, entryPrice).times(TOLERANCE);
}
