import type { Decimal, Fill, Income, PositionSide } from '@perpdesk/broker-core';
import type { EngineInput, EngineState } from '@perpdesk/broker-paper/engine';
import type { AccountListener, AccountStep, SentAlong } from './account-step.ts';
import type { ApiKey } from './api-key.ts';
import type { OrderRecords } from './order-records.ts';

/** A fill with the plain order's id under which it happened, as the exchange writes it. */
export interface FillRecord {
  readonly fill: Fill;
  readonly orderId: string;
}

/** A booking with the transfer id under which the income history lists it. */
export interface IncomeRecord {
  readonly income: Income;
  readonly transferId: number;
  /** The trade that caused it; empty where none did. */
  readonly tradeId: string;
}

/** One account at the exchange: the engine's state and all that ever happened to it. */
export interface VenueAccount {
  readonly name: string;
  readonly key: ApiKey;
  readonly canTrade: boolean;
  readonly isMultiAssets: boolean;
  readonly state: EngineState;
  readonly orders: OrderRecords;
  /** The oldest first. */
  readonly fills: readonly FillRecord[];
  readonly incomes: readonly IncomeRecord[];
  /**
   * Gives the engine one input at the exchange's time, brings the records up to date, tells the listeners; all at once,
   * so what one call does is never mixed with another's.
   */
  submit(input: EngineInput, sent?: SentAlong): AccountStep;
  /** Settle asset, signed: > 0 adds to the isolated position's margin. */
  moveMargin(symbol: string, positionSide: PositionSide, amount: Decimal): void;
  setMultiAssets(isOn: boolean): void;
  /** Changes what the exchange goes by: liquidity, halted symbols. Tells nobody. */
  changeRules(change: (rules: EngineState['rules']) => EngineState['rules']): void;
  /** The returned function ends it. */
  watch(listener: AccountListener): () => void;
  close(): void;
}
