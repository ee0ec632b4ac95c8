import type { Decimal, Environment, Instrument, MarginType, Position, PositionSide } from '@perpdesk/broker-core';
import type { Phrase } from '../language/speech.ts';
import type { LiquidationAfter } from './combined-liquidation.ts';
import type { IssuedCard } from './confirm-cards.ts';
import type { EntryTarget } from './entry-levels.ts';
import type { TargetOrder } from './target-quantities.ts';
import type { Fresh } from './fresh.ts';

/** What a card says before anything is sent. Amounts that depend on the fill are estimates. */
export interface OpenPreview extends IssuedCard {
  /** Of the account's money, by which it is sized. */
  readonly heardAgoMs: Fresh<unknown>['heardAgoMs'];
  readonly brokerId: string;
  readonly environment: Environment;
  readonly instrument: Instrument;
  readonly direction: 'long' | 'short';
  /** Base asset, on the step. */
  readonly quantity: Decimal;
  /** Mark price, quote asset. */
  readonly price: Decimal;
  /** Quote asset; `null`: at the market. */
  readonly limitPrice: Decimal | null;
  /** Quote asset. */
  readonly notional: Decimal;
  /** `null` where the account did not tell. */
  readonly leverage: number | null;
  /** What it is before the order sets it; `null`: the order leaves it, or the account did not tell. */
  readonly leverageBefore: number | null;
  readonly marginType: MarginType | null;
  /** Settle asset. */
  readonly margin: Decimal | null;
  /** Settle asset. */
  readonly fee: Decimal;
  /** What an order that rests pays, or one that takes at once. */
  readonly liquidity: 'maker' | 'taker';
  /** Quote asset; `null`: none was asked for. */
  readonly stopPrice: Decimal | null;
  /** Quote asset, ≥ 0: lost from now on where the stop closes the order and what is owned at its price, fees aside. */
  readonly stopLoss: Decimal | null;
  /** One was asked for, or stands for what it adds to. */
  readonly hasStop: boolean;
  readonly targets: readonly (EntryTarget & TargetOrder)[];
  /** Of what is held of the symbol once it has filled. */
  readonly liquidation: LiquidationAfter;
  /** Quote asset: what the exchange says of what is held now; `null`: nothing is, or it says none. */
  readonly liquidationBefore: Decimal | null;
  /** One sentence each. */
  readonly notes: readonly Phrase[];
}

export interface ClosePreview extends IssuedCard {
  /** Of the position as shown. */
  readonly heardAgoMs: Fresh<unknown>['heardAgoMs'];
  readonly brokerId: string;
  readonly environment: Environment;
  readonly instrument: Instrument;
  readonly position: Position;
  readonly positionSide: PositionSide;
  /** Base asset, on the step, > 0. */
  readonly quantity: Decimal;
  readonly isAll: boolean;
  readonly notes: readonly Phrase[];
}

export interface PanicPreview extends IssuedCard {
  readonly accounts: readonly {
    readonly brokerId: string;
    readonly environment: Environment;
    readonly positions: readonly Position[];
    readonly openOrders: number;
  }[];
}
