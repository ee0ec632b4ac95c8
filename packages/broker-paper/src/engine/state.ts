import type { Decimal, MarginType, Order, PositionMode, PositionSide } from '@perpdesk/broker-core';
import type { Rules } from './rules.ts';

/** One account at one simulated exchange, whole. Plain readonly data; only `step` makes the next one. */
export type EngineState = {
  readonly rules: Rules;
  readonly nextOrderId: number;
  readonly nextTradeId: number;
  readonly positionMode: PositionMode;
  /** Wallet balances by asset, signed. */
  readonly balances: Readonly<Record<string, Decimal>>;
  /** What was set by symbol; the others have the rules' defaults. */
  readonly settings: Readonly<Record<string, SymbolSettings>>;
  /** Last prices by symbol, quote asset. */
  readonly prices: Readonly<Record<string, Decimal>>;
  /** Mark prices by symbol, quote asset; where there is none, the last price is the mark price. */
  readonly marks: Readonly<Record<string, Decimal>>;
  /** Dead man's switches: by symbol when its plain orders are canceled (Unix ms). */
  readonly countdowns: Readonly<Record<string, number>>;
  readonly positions: readonly HeldPosition[];
  /** Open orders, the oldest first. */
  readonly orders: readonly OpenOrder[];
};

export type SymbolSettings = { readonly leverage: number; readonly marginType: MarginType };

export type HeldPosition = {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** Base asset, signed, never zero. */
  readonly quantity: Decimal;
  /** Quote asset. */
  readonly entryPrice: Decimal;
  readonly marginType: MarginType;
  /** Settle asset that was set aside for this position, ≥ 0; zero in cross margin. */
  readonly isolatedMargin: Decimal;
  /** Unix ms. */
  readonly updatedAt: number;
};

export type OpenOrder = {
  readonly order: Order;
  /** Unix ms; `null` unless good till date. */
  readonly goodTillAt: number | null;
  /** A conditional order whose price was reached: a market or limit order from then on. */
  readonly isTriggered: boolean;
  /** Quote asset: Σ price · quantity of its fills. */
  readonly filledNotional: Decimal;
  /** Quote asset: the best price a trailing stop has seen since it began to trail; `null` before, and of other types. */
  readonly peakPrice: Decimal | null;
};
