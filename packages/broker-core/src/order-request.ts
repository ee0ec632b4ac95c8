import type { Decimal } from './decimal.ts';
import type { ClientOrderId } from './ids.ts';
import type { TimeInForce, TriggerPriceType } from './order.ts';
import type { PositionSide, Side } from './side.ts';

export interface OrderRequestBase {
  readonly symbol: string;
  readonly side: Side;
  /** `net` in one-way mode; `long` or `short`, always said, in hedge mode. */
  readonly positionSide: PositionSide;
  readonly clientOrderId: ClientOrderId;
}

export interface Sized {
  /** Base asset, > 0, a multiple of the step. */
  readonly quantity: Decimal;
  /** The order may only shrink the position. Not in hedge mode, where the side says it. */
  readonly reduceOnly?: boolean;
  readonly closePosition?: never;
}

export interface ClosesPosition {
  readonly quantity?: never;
  readonly reduceOnly?: never;
  /** Closes all that is left of the position when triggered. */
  readonly closePosition: true;
}

export interface Priced {
  /** Quote asset, > 0, a multiple of the tick. */
  readonly price: Decimal;
  /** Default `gtc`. */
  readonly timeInForce?: TimeInForce;
  /** Unix ms, whole seconds; needed by `gtd` and by it alone. */
  readonly goodTillAt?: number;
}

export interface Triggered {
  /** Quote asset, > 0, a multiple of the tick. */
  readonly triggerPrice: Decimal;
  /** Which price triggers it. Default `mark`. */
  readonly triggerBy?: TriggerPriceType;
}

export type MarketOrderRequest = OrderRequestBase & Sized & { readonly type: 'market'; readonly price?: never };
export type LimitOrderRequest = OrderRequestBase &
  Sized &
  Priced & { readonly type: 'limit'; /** Refused rather than taking liquidity. */ readonly postOnly?: boolean };
export type StopMarketOrderRequest = OrderRequestBase &
  Triggered &
  (Sized | ClosesPosition) & { readonly type: 'stop-market'; readonly price?: never };
export type TakeProfitMarketOrderRequest = OrderRequestBase &
  Triggered &
  (Sized | ClosesPosition) & { readonly type: 'take-profit-market'; readonly price?: never };
export type StopLimitOrderRequest = OrderRequestBase & Sized & Priced & Triggered & { readonly type: 'stop-limit' };
export type TakeProfitLimitOrderRequest = OrderRequestBase &
  Sized &
  Priced &
  Triggered & { readonly type: 'take-profit-limit' };
export type TrailingStopMarketOrderRequest = OrderRequestBase &
  Sized & {
    readonly type: 'trailing-stop-market';
    readonly price?: never;
    /** Percent, e.g. `1` for 1 %. */
    readonly callbackRate: Decimal;
    /** Quote asset; trails at once where it is left out. */
    readonly activationPrice?: Decimal;
    readonly triggerBy?: TriggerPriceType;
  };

/** One order to place. A union on `type`: what a type does not have cannot be said. */
export type OrderRequest =
  | MarketOrderRequest
  | LimitOrderRequest
  | StopMarketOrderRequest
  | TakeProfitMarketOrderRequest
  | StopLimitOrderRequest
  | TakeProfitLimitOrderRequest
  | TrailingStopMarketOrderRequest;

/** A resting limit order's new terms. */
export interface AmendRequest {
  readonly symbol: string;
  readonly clientOrderId: ClientOrderId;
  /** Base asset, > 0. */
  readonly quantity: Decimal;
  /** Quote asset, > 0. */
  readonly price: Decimal;
}
