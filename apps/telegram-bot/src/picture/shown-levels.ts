import type { ChartLevel } from '../desk/chart-report.ts';

export interface ShownLevel {
  readonly level: ChartLevel;
  /** The price for drawing: no amount is made of it. */
  readonly value: number;
  /** Too far away: it stands at the edge, or the candles were a flat line. */
  readonly isOutside: boolean;
}

/** So much of the picture's height the candles keep. */
const CANDLES_SHARE = 0.4;

/** The nearest levels, as many as leave the candles their share of the height; what is further away stands at the edge. */
export function visibleLevels(
  levels: readonly ChartLevel[],
  { low, high }: { readonly low: number; readonly high: number },
): readonly ShownLevel[] {
  const most = Math.max(high - low, high * 0.001) / CANDLES_SHARE;
  const distance = (value: number) => Math.max(low - value, value - high, 0);
  const all = levels.map((level) => ({ level, value: level.price.toNumber() }));
  let range = { low, high };
  const inside = new Set<ChartLevel>();
  for (const { level, value } of all.toSorted((a, b) => distance(a.value) - distance(b.value))) {
    const next = { low: Math.min(range.low, value), high: Math.max(range.high, value) };
    if (next.high - next.low > most) continue;
    range = next;
    inside.add(level);
  }
  return all.map((it) => ({ ...it, isOutside: !inside.has(it.level) }));
}
