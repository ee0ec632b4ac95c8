import type {
  AmendRequest,
  Decimal,
  MarginType,
  OrderRef,
  OrderRequest,
  PositionMode,
  Validity,
} from '@perpdesk/broker-core';

/** When a request may be executed; without it, always. */
interface Timed {
  readonly validity?: Validity;
}

export type Command =
  | (Timed & { readonly type: 'place'; readonly request: OrderRequest })
  | (Timed & { readonly type: 'amend'; readonly request: AmendRequest })
  | (Timed & { readonly type: 'cancel'; readonly ref: OrderRef })
  /** `null`: the whole account. */
  | (Timed & { readonly type: 'cancel-all'; readonly symbol: string | null })
  | (Timed & { readonly type: 'set-leverage'; readonly symbol: string; readonly leverage: number })
  | (Timed & { readonly type: 'set-margin-type'; readonly symbol: string; readonly marginType: MarginType })
  | (Timed & { readonly type: 'set-position-mode'; readonly positionMode: PositionMode })
  /** `amount` > 0, in `asset`. */
  | { readonly type: 'deposit'; readonly asset: string; readonly amount: Decimal };

/** The market's last price of one symbol, quote asset. */
export type Tick = { readonly type: 'tick'; readonly symbol: string; readonly price: Decimal };

/** Only time went by: what is good till a date that passed expires. */
export type TimePassed = { readonly type: 'time-passed' };

export type EngineInput = Command | Tick | TimePassed;
