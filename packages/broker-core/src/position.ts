import type { Decimal } from './decimal.ts';
import type { PositionSide } from './side.ts';

/** Whether a position shares the account’s margin or has its own. */
export const MARGIN_TYPES = ['cross', 'isolated'] as const;
export type MarginType = (typeof MARGIN_TYPES)[number];

/** One position a symbol, or a long and a short one beside each other. */
export const POSITION_MODES = ['one-way', 'hedge'] as const;
export type PositionMode = (typeof POSITION_MODES)[number];

/** One side of one instrument on an account. Only positions that are not flat are listed. */
export interface Position {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** Base asset, signed: > 0 long, < 0 short; a `short` side in hedge mode is < 0 too. */
  readonly quantity: Decimal;
  /** Quote asset. */
  readonly entryPrice: Decimal;
  /** Quote asset. */
  readonly markPrice: Decimal;
  /** Quote asset; `null` where none can be reached, or none is known yet of a side that has just opened. */
  readonly liquidationPrice: Decimal | null;
  /** Quote asset, ≥ 0, at the mark price. */
  readonly notional: Decimal;
  /** Settle asset, signed. */
  readonly unrealizedPnl: Decimal;
  readonly leverage: number;
  readonly marginType: MarginType;
  /** Settle asset, ≥ 0. */
  readonly initialMargin: Decimal;
  /** Settle asset, ≥ 0. */
  readonly maintenanceMargin: Decimal;
  /** 0 (last) to 4 (first in the queue for auto-deleveraging); `null` where the exchange does not say. */
  readonly adlQuantile: number | null;
  /** Unix ms, the exchange's time. */
  readonly updatedAt: number;
}
