import type { Decimal } from './decimal.ts';
import type { PositionMode } from './position.ts';

export interface Balance {
  readonly asset: string;
  /** Money of the account without open positions' PnL, signed. */
  readonly walletBalance: Decimal;
  /** What new margin may use, ≥ 0. */
  readonly availableBalance: Decimal;
  /** Signed. */
  readonly unrealizedPnl: Decimal;
}

export interface Account {
  readonly balances: readonly Balance[];
  readonly positionMode: PositionMode;
  /** Wallet balance + unrealised PnL in `quoteAsset`, signed; other assets count only where the exchange converts them. */
  readonly equity: Decimal;
  /** In `quoteAsset`, ≥ 0. */
  readonly availableBalance: Decimal;
  /** In `quoteAsset`, ≥ 0. */
  readonly initialMargin: Decimal;
  /** In `quoteAsset`, ≥ 0. */
  readonly maintenanceMargin: Decimal;
  /** What the four totals are in, e.g. `USDT`. */
  readonly quoteAsset: string;
  readonly canTrade: boolean;
  /** Unix ms, the exchange's time. */
  readonly updatedAt: number;
}

/** Where maintenance margin and the highest leverage change with the position's size. */
export interface LeverageBracket {
  readonly symbol: string;
  /** Quote asset; the bracket begins here. */
  readonly notionalFloor: Decimal;
  /** Quote asset; `null` for the last one. */
  readonly notionalCap: Decimal | null;
  readonly maxLeverage: number;
  /** Fraction of notional, e.g. `0.004`. */
  readonly maintenanceMarginRate: Decimal;
}
