import type { Decimal } from './decimal.ts';
import type { ClientOrderId, VenueOrderId } from './ids.ts';
import type { PositionSide, Side } from './side.ts';

/** One execution of one of our orders. Unique by (symbol, tradeId). */
export interface Fill {
  readonly symbol: string;
  readonly tradeId: string;
  readonly venueOrderId: VenueOrderId;
  /** `null` where the exchange does not say (its history lists only its own id). */
  readonly clientOrderId: ClientOrderId | null;
  readonly side: Side;
  readonly positionSide: PositionSide;
  /** Base asset, > 0. */
  readonly quantity: Decimal;
  /** Quote asset. */
  readonly price: Decimal;
  /** In `feeAsset`; > 0 is paid, < 0 is earned. */
  readonly fee: Decimal;
  readonly feeAsset: string;
  /** Settle asset, signed, before fees. */
  readonly realizedPnl: Decimal;
  readonly isMaker: boolean;
  /** Unix ms, the exchange's time. */
  readonly venueAt: number;
}

/** Why a balance changed. */
export const INCOME_TYPES = ['realized-pnl', 'fee', 'funding', 'liquidation', 'transfer', 'other'] as const;
export type IncomeType = (typeof INCOME_TYPES)[number];

/** One booking on the account's wallet. */
export interface Income {
  readonly type: IncomeType;
  readonly symbol: string | null;
  readonly asset: string;
  /** In `asset`, signed: > 0 came in. */
  readonly amount: Decimal;
  readonly venueAt: number;
}
