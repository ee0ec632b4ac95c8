import type { Decimal, Side } from '@perpdesk/broker-core';
import type { EntryRefusal } from './signal.ts';

/** How much of what: unit and basis are in the name. */
export type WishSize =
  /**
   * The strategy's own units: the route's `size` says what one is worth. Of a reduction, and of an addition by positions alone,
   * `of` is the position before it: the part, where what is owned was not bought in units.
   */
  | { readonly unit: 'strategy'; readonly quantity: Decimal; readonly of?: Decimal | undefined }
  /** Base asset. */
  | { readonly unit: 'base'; readonly quantity: Decimal }
  /** Quote asset. */
  | { readonly unit: 'notional'; readonly notional: Decimal }
  /** Quote asset of margin; times the leverage it is the notional. */
  | { readonly unit: 'margin'; readonly margin: Decimal }
  /** Percent of equity as notional. */
  | { readonly unit: 'equity-percent-notional'; readonly percent: Decimal }
  /** Percent of the free balance as margin. */
  | { readonly unit: 'free-percent-margin'; readonly percent: Decimal }
  /** Quote asset lost when the stop is hit. */
  | { readonly unit: 'risk'; readonly amount: Decimal }
  /** Percent of what the stream owns, 0 to 100. */
  | { readonly unit: 'position-percent'; readonly percent: Decimal };

/** A price, or a way to it: in an order from the market's price, signed; in a stop or target from the entry's, > 0. `distance` in quote asset. */
export type WishPrice =
  | { readonly basis: 'price'; readonly price: Decimal }
  | { readonly basis: 'percent'; readonly percent: Decimal }
  | { readonly basis: 'distance'; readonly distance: Decimal };

export type HeldDirection = 'long' | 'short' | 'flat';

export const WISH_ORDER_TYPES = ['market', 'limit', 'stop-market', 'stop-limit', 'trailing-stop-market'] as const;
/**
 * Kinds of order that a wish may name.
 *
 * @useDeclaredType
 */
export type WishOrderType = (typeof WISH_ORDER_TYPES)[number];

/** One thing that an alert asks for where it does not tell a strategy's positions. */
export type Wish =
  /** Be on this side afterwards: opens, turns, or stays as it is where the stream is there already. */
  | {
      readonly type: 'hold';
      readonly direction: 'long' | 'short';
      /** What the alert says it was before; `null`: not told. */
      readonly previous: HeldDirection | null;
      /** `null`: the route's own. */
      readonly size: WishSize | null;
      /** On a reversal the size counts the closing part too: what is owned is to be subtracted. */
      readonly includesClose: boolean;
      /** Then, too: the strategy's position afterwards, > 0, in its own units. Left out: not told. */
      readonly leaves?: Decimal | undefined;
    }
  /** More of what is owned; nothing where nothing is. */
  | { readonly type: 'add'; readonly direction: 'long' | 'short' | null; readonly size: WishSize | null }
  /** Less of what is owned, at most all of it. */
  | { readonly type: 'reduce'; readonly direction: 'long' | 'short' | null; readonly size: WishSize }
  /** Nothing of the side afterwards; `null`: of whatever is owned. */
  | { readonly type: 'close'; readonly direction: 'long' | 'short' | null }
  /** Nothing changes: flat before and after. */
  | { readonly type: 'stay' }
  /** Cancels the stream's own resting orders; with a tag, those that carry it. */
  | { readonly type: 'cancel'; readonly tag: string | null }
  | {
      readonly type: 'order';
      readonly side: Side;
      readonly size: WishSize;
      readonly orderType: WishOrderType;
      readonly price: WishPrice | null;
      readonly triggerPrice: WishPrice | null;
      readonly reduceOnly: boolean;
      readonly tag: string | null;
    };

/** Stops and targets that an alert carries. */
export interface WishProtect {
  readonly stopLoss: WishPrice | null;
  /** In the alert's order; `share` in percent of the position, `null`: not told. */
  readonly takeProfits: readonly { readonly at: WishPrice; readonly share: Decimal | null }[];
}

interface SignalHead {
  readonly id: string;
  /** `route:<id>`. */
  readonly source: string;
  readonly routeId: string;
  readonly receivedAt: number;
  /** What was ignored or assumed, one sentence each. */
  readonly notes: readonly string[];
}

/** An alert of the modes `direction`, `order` and `command`. */
export interface WishSignal extends SignalHead {
  readonly mode: 'direction' | 'order' | 'command';
  /** `<route>/<strategy>/<symbol>`. */
  readonly stream: string;
  readonly symbol: string;
  /** In order: each starts when the one before it is done. Never empty. */
  readonly wishes: readonly Wish[];
  readonly protect: WishProtect | null;
  /** Of what is held or added: `limit` rests at the alert's price. An `order` says its own. */
  readonly orderType: 'market' | 'limit';
  /** As told; it counts only where the route's `overrides` list it. `null`: the account's. */
  readonly leverage: Decimal | null;
  /** Quote asset; informational. */
  readonly price: Decimal | null;
  /** Unix ms; `null` for a route that allows alerts without a time, and where it is to come. */
  readonly firedAt: number | null;
  /** By the time that it tells it is still to fire: this machine's clock is behind. */
  readonly isToCome?: boolean | undefined;
  /** The sender marked it as a test: no order may follow. */
  readonly isTest: boolean;
  readonly entryRefusal?: EntryRefusal | undefined;
}

/** An alert of the mode `notify`: words for a chat. */
export interface NotifySignal extends SignalHead {
  /** Plain text without secrets and control characters, at most 1 000 characters. */
  readonly text: string;
}
