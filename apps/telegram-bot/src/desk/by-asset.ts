import type { OwnFill } from './own-fills.ts';

/** Fills by what their instruments settle in, by name; one that does not say it goes with the others of its instrument. */
export function byAsset(fills: readonly OwnFill[]): readonly (readonly [string | null, readonly OwnFill[]])[] {
  const known = new Map(
    fills.flatMap(({ symbol, settleAsset }) => (settleAsset === null ? [] : [[symbol, settleAsset]])),
  );
  const groups = new Map<string | null, OwnFill[]>();
  for (const fill of fills) {
    const asset = fill.settleAsset ?? known.get(fill.symbol) ?? null;
    const group = groups.get(asset);
    if (group === undefined) groups.set(asset, [fill]);
    else group.push(fill);
  }
  return [...groups].toSorted(([a], [b]) => (a ?? '').localeCompare(b ?? ''));
}
