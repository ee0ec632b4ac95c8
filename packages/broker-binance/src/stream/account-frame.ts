import type { Decimal, Fill, MarginType, Order, PositionSide, VenueCause } from '@perpdesk/broker-core';

interface FrameBase {
  /** Unix ms, the exchange's time of the event. */
  readonly venueAt: number;
}

/** What ACCOUNT_UPDATE says of a position: no mark price, leverage or liquidation price. */
export interface PartialPosition {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** Base asset, signed; 0: flat. */
  readonly quantity: Decimal;
  /** Quote asset. */
  readonly entryPrice: Decimal;
  /** Settle asset, signed. */
  readonly unrealizedPnl: Decimal;
  readonly marginType: MarginType;
}

/** What ACCOUNT_UPDATE says of a balance: neither what is available nor what is unrealised. */
export interface PartialBalance {
  readonly asset: string;
  readonly walletBalance: Decimal;
}

/** One event of the account stream, read. */
export type AccountFrame =
  | (FrameBase & {
      readonly type: 'order';
      /** Of the plain order; where `algoId` is not null, it executes that conditional order. */
      readonly order: Order;
      readonly algoId: string | null;
      readonly fill: Fill | null;
      readonly cause: VenueCause | null;
    })
  | (FrameBase & { readonly type: 'conditional-order'; readonly order: Order })
  /** Dated by its transaction, as positions are where they are read. */
  | (FrameBase & {
      readonly type: 'account';
      /** The exchange's word, e.g. `ORDER`, `FUNDING_FEE`, `MARGIN_TYPE_CHANGE`. */
      readonly cause: string;
      readonly balances: readonly PartialBalance[];
      readonly positions: readonly PartialPosition[];
    })
  | (FrameBase & { readonly type: 'leverage'; readonly symbol: string; readonly leverage: number })
  | (FrameBase & { readonly type: 'account-mode'; readonly isMultiAssets: boolean })
  | (FrameBase & { readonly type: 'margin-call'; readonly symbols: readonly string[] })
  | (FrameBase & { readonly type: 'key-expired' })
  /** Known, and of no concern: told by other events too, or about other products. */
  | (FrameBase & { readonly type: 'ignored' })
  | (FrameBase & { readonly type: 'unknown'; /** Its type, in the exchange's word. */ readonly name: string });

/** @throws whatever, where the text is no event as documented. */
export type ReadFrame = (text: string) => AccountFrame;
