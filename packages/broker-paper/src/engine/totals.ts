import type { Decimal } from '@perpdesk/broker-core';
import { EXACT_ZERO } from './exact.ts';
import type { EngineState, HeldPosition } from './state.ts';
import { initialMarginOf, isIsolatedBreached, valuationOf } from './valuation.ts';

/** What an account's positions that settle in one asset come to. Amounts are exact sums in the asset. */
export type Totals = {
  /** Signed. */
  readonly unrealizedPnl: Decimal;
  readonly initialMargin: Decimal;
  readonly maintenanceMargin: Decimal;
  /** Of cross positions alone, signed. */
  readonly crossPnl: Decimal;
  readonly crossInitialMargin: Decimal;
  readonly crossMaintenanceMargin: Decimal;
  /** What isolated positions set aside. */
  readonly isolatedMargin: Decimal;
  readonly crossCount: number;
  readonly isolatedCount: number;
  /** Isolated positions that are due for liquidation. */
  readonly breachedCount: number;
};

type ByAsset = ReadonlyMap<string, Totals>;

/** By what beside the positions the totals are made. */
type Basis = Pick<EngineState, 'rules' | 'prices' | 'marks' | 'settings'>;

type Known = { readonly basis: Basis; readonly byAsset: ByAsset };

const NONE: Totals = {
  unrealizedPnl: EXACT_ZERO,
  initialMargin: EXACT_ZERO,
  maintenanceMargin: EXACT_ZERO,
  crossPnl: EXACT_ZERO,
  crossInitialMargin: EXACT_ZERO,
  crossMaintenanceMargin: EXACT_ZERO,
  isolatedMargin: EXACT_ZERO,
  crossCount: 0,
  isolatedCount: 0,
  breachedCount: 0,
};

/** By list of positions, which never change: before and after a price. A step moves the totals by what it changes alone. */
const KNOWN = new WeakMap<readonly HeldPosition[], readonly Known[]>();
const KEPT = 2;

/** The totals by settle asset, of those in which something is held. */
export function totalsByAsset(state: EngineState): ByAsset {
  return (
    find(state) ??
    remember(
      state,
      state.positions.reduce<ByAsset>((sums, held) => added(sums, state, held), EMPTY),
    )
  );
}

/** Of one asset. */
export function totalsOf(state: EngineState, asset: string): Totals {
  return totalsByAsset(state).get(asset) ?? NONE;
}

/** Says that `after` came of `before` by other positions, so that its totals follow from the known ones. */
export function carryPositions(before: EngineState, after: EngineState): void {
  const sums = isSameBasis(before, after) ? find(before) : null;
  if (sums === null) return;
  const { gone, come } = difference(before.positions, after.positions);
  const without = gone.reduce<ByAsset>((left, held) => removed(left, before, held), sums);
  remember(
    after,
    come.reduce<ByAsset>((more, held) => added(more, after, held), without),
  );
}

/** Says that `after` came of `before` by another price or another setting of one symbol, with the same positions. */
export function carrySymbol(before: EngineState, after: EngineState, symbol: string): void {
  const sums = before.positions === after.positions && before.rules === after.rules ? find(before) : null;
  if (sums === null) return;
  const held = after.positions.filter((position) => position.symbol === symbol);
  remember(
    after,
    held.reduce<ByAsset>((next, position) => added(removed(next, before, position), after, position), sums),
  );
}

const EMPTY: ByAsset = new Map();

function find(state: EngineState): ByAsset | null {
  return KNOWN.get(state.positions)?.find(({ basis }) => isSameBasis(basis, state))?.byAsset ?? null;
}

function remember(state: EngineState, byAsset: ByAsset): ByAsset {
  const { rules, prices, marks, settings } = state;
  const others = KNOWN.get(state.positions) ?? [];
  KNOWN.set(state.positions, [{ basis: { rules, prices, marks, settings }, byAsset }, ...others.slice(0, KEPT - 1)]);
  return byAsset;
}

function isSameBasis(one: Basis, other: Basis): boolean {
  return (
    one.prices === other.prices &&
    one.marks === other.marks &&
    one.settings === other.settings &&
    one.rules === other.rules
  );
}

/** What stands between the first and the last position that both have. */
function difference(before: readonly HeldPosition[], after: readonly HeldPosition[]) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let [endBefore, endAfter] = [before.length, after.length];
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore -= 1;
    endAfter -= 1;
  }
  return { gone: before.slice(start, endBefore), come: after.slice(start, endAfter) };
}

function added(sums: ByAsset, state: EngineState, held: HeldPosition): ByAsset {
  return combined(sums, state, held, 1);
}

function removed(sums: ByAsset, state: EngineState, held: HeldPosition): ByAsset {
  return combined(sums, state, held, -1);
}

function combined(sums: ByAsset, state: EngineState, held: HeldPosition, times: 1 | -1): ByAsset {
  const instrument = state.rules.instruments.get(held.symbol);
  if (instrument === undefined) return sums;
  const sum = sums.get(instrument.settleAsset) ?? NONE;
  const { unrealizedPnl, maintenanceMargin } = valuationOf(state, held);
  const initialMargin = initialMarginOf(state, held, instrument);
  const isCross = held.marginType === 'cross';
  const moved = (total: Decimal, amount: Decimal) => (times === 1 ? total.plus(amount) : total.minus(amount));
  const next: Totals = {
    unrealizedPnl: moved(sum.unrealizedPnl, unrealizedPnl),
    initialMargin: moved(sum.initialMargin, initialMargin),
    maintenanceMargin: moved(sum.maintenanceMargin, maintenanceMargin),
    crossPnl: isCross ? moved(sum.crossPnl, unrealizedPnl) : sum.crossPnl,
    crossInitialMargin: isCross ? moved(sum.crossInitialMargin, initialMargin) : sum.crossInitialMargin,
    crossMaintenanceMargin: isCross ? moved(sum.crossMaintenanceMargin, maintenanceMargin) : sum.crossMaintenanceMargin,
    isolatedMargin: moved(sum.isolatedMargin, held.isolatedMargin),
    crossCount: sum.crossCount + (isCross ? times : 0),
    isolatedCount: sum.isolatedCount + (isCross ? 0 : times),
    breachedCount: sum.breachedCount + (isIsolatedBreached(state, held) ? times : 0),
  };
  const others = new Map(sums);
  if (next.crossCount + next.isolatedCount === 0) others.delete(instrument.settleAsset);
  else others.set(instrument.settleAsset, next);
  return others;
}
