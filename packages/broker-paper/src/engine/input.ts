import type {
  AmendRequest,
  Decimal,
  MarginType,
  OrderRef,
  OrderRequest,
  PositionMode,
  PositionSide,
  Validity,
} from '@perpdesk/broker-core';

/** When a request may be executed; without it, always. */
export interface Timed {
  readonly validity?: Validity;
}

/** What the account's holder asks for. */
export type AccountCommand =
  | (Timed & { readonly type: 'place'; readonly request: OrderRequest })
  | (Timed & { readonly type: 'amend'; readonly request: AmendRequest })
  | (Timed & { readonly type: 'cancel'; readonly ref: OrderRef })
  /** `null`: the whole account. */
  | (Timed & { readonly type: 'cancel-all'; readonly symbol: string | null })
  | (Timed & { readonly type: 'set-leverage'; readonly symbol: string; readonly leverage: number })
  | (Timed & { readonly type: 'set-margin-type'; readonly symbol: string; readonly marginType: MarginType })
  | (Timed & { readonly type: 'set-position-mode'; readonly positionMode: PositionMode })
  /** Cancels the symbol's plain orders when `timeoutMs` have passed and it was not said again; 0 switches off. */
  | (Timed & { readonly type: 'set-countdown'; readonly symbol: string; readonly timeoutMs: number });

/** What the exchange does to the account. */
export type VenueCommand =
  /** `amount` > 0, in `asset`. */
  | { readonly type: 'deposit'; readonly asset: string; readonly amount: Decimal }
  /** `rate`: fraction of the notional at the mark price, signed; above zero long pays and short gets. */
  | { readonly type: 'funding'; readonly symbol: string; readonly rate: Decimal }
  | Deleveraging;

/** Auto-deleveraging: closes a position, or a part of it, against somebody who is liquidated. */
export type Deleveraging = {
  readonly type: 'adl';
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** Base asset, > 0; default all of it. */
  readonly quantity?: Decimal;
  /** Quote asset; default the mark price. */
  readonly price?: Decimal;
};

export type Command = AccountCommand | VenueCommand;

/** The market's last price of one symbol, quote asset, and its mark price where that is another. */
export type Tick = {
  readonly type: 'tick';
  readonly symbol: string;
  readonly price: Decimal;
  /** Left out: as it was; `null`: the last price from now on. */
  readonly markPrice?: Decimal | null;
};

/** A new mark price while the last price stands. */
export type MarkTick = { readonly type: 'mark'; readonly symbol: string; readonly markPrice: Decimal };

/** Only time went by: what is good till a date that passed expires, countdowns that ran out cancel. */
export type TimePassed = { readonly type: 'time-passed' };

export type EngineInput = Command | Tick | MarkTick | TimePassed;
