import type { AskNotice } from './asks/ask-notice.ts';
import type { BrokerNotice } from './broker-notice.ts';
import type { DeskNotice } from './desk-notice.ts';
import type { DryNotice } from './dry/dry-notice.ts';
import type { HandNotice } from './hand-notice.ts';
import type { ProtectNotice } from './protect/protect-notice.ts';
import type { RefusalCode, Transition } from './signal.ts';
import type { WishNotice } from './wishes/wish-notice.ts';

/** Where a notice comes from, on every card. Decimals in notices are plain text: they are stored as JSON. */
export interface AccountTag {
  readonly brokerId: string;
  readonly environment: 'live' | 'demo' | 'paper';
}

export interface PositionSummary {
  /** Base asset, signed; `0` when flat. */
  readonly quantity: string;
  readonly entryPrice: string | null;
  readonly markPrice: string | null;
  readonly liquidationPrice: string | null;
  readonly unrealizedPnl: string | null;
  readonly leverage: number | null;
  readonly marginType: string | null;
  readonly notional: string | null;
  readonly stopPrice: string | null;
}

/** Where a signal's entries have ended, and some of its route's accounts are in and others not. */
export interface Turnout {
  /** Accounts that took part, ≥ 1. */
  readonly in: number;
  /** Accounts that were to. */
  readonly of: number;
  readonly out: readonly {
    readonly account: AccountTag;
    /** Why, as the intent ended: a refusal code, or one of the exchange's. */
    readonly code: string | null;
    readonly detail: string;
  }[];
}

/** Said with what is told last of a signal. */
export interface Told {
  readonly turnout?: Turnout | undefined;
}

export interface OrderFields extends Told {
  readonly account: AccountTag;
  readonly signalId: string;
  readonly intentId: string;
  readonly source: string;
  readonly symbol: string;
  readonly positionSide: string;
  readonly side: 'buy' | 'sell';
  readonly kind: 'increase' | 'reduce' | 'stop' | 'target' | 'cancel' | 'foreign';
  readonly clientOrderId: string | null;
}

/** What the desk tells its chats. The engine writes them, the front end words them. */
export type Notice =
  | {
      readonly type: 'signal.received';
      readonly signalId: string;
      readonly routeId: string;
      readonly symbol: string;
      readonly transition: Transition;
      /** Signed, the strategy's units. */
      readonly previous: string | null;
      readonly next: string;
      readonly price: string | null;
      readonly accounts: readonly AccountTag[];
      readonly firedAt: number | null;
      readonly receivedAt: number;
      readonly notes: readonly string[];
    }
  | (Told & {
      readonly type: 'signal.rejected';
      /** A person's word that is no order; left out: an order, or a notice of an older version. */
      readonly about?: 'setting' | 'protect' | 'settle';
      readonly signalId: string;
      readonly routeId: string;
      /** `null`: for all accounts. */
      readonly account: AccountTag | null;
      readonly symbol: string | null;
      readonly code: RefusalCode;
      readonly detail: string;
    })
  | AskNotice
  | WishNotice
  | DryNotice
  | HandNotice
  /** An alert of mode `notify`: words for the chat, no order. */
  | {
      readonly type: 'signal.noted';
      readonly signalId: string;
      readonly routeId: string;
      /** Plain text without secrets. */
      readonly text: string;
      readonly receivedAt: number;
      readonly notes: readonly string[];
    }
  | {
      readonly type: 'signal.held';
      readonly signalId: string;
      readonly routeId: string;
      readonly symbol: string;
      readonly code: RefusalCode;
      readonly detail: string;
      /** Signed, the strategy's units: what the desk last applied, what the alert says came before. */
      readonly lastPosition: string;
      readonly previous: string;
      readonly next: string;
    }
  /** An alert is missing, but strategy and desk both stood flat: the stream goes on. */
  | {
      readonly type: 'signal.rejoined';
      readonly signalId: string;
      readonly routeId: string;
      readonly symbol: string;
      /** Signed, the strategy's units: what the desk last applied. */
      readonly lastPosition: string;
      readonly next: string;
    }
  /** An alert is missing, and the desk goes to the position that the next one names. */
  | {
      readonly type: 'signal.adopted';
      readonly signalId: string;
      readonly routeId: string;
      readonly symbol: string;
      /** Signed, the strategy's units: what the desk last applied; `null`: it did not know the strategy. */
      readonly lastPosition: string | null;
      readonly previous: string;
      readonly next: string;
    }
  /** A strategy leaves a position that the account holds and the desk did not open: it is left alone. */
  | {
      readonly type: 'position.unowned';
      readonly signalId: string;
      readonly routeId: string;
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      /** Base asset, signed. */
      readonly quantity: string;
    }
  | (OrderFields & {
      readonly type: 'order.filled';
      /** Base asset, > 0: the whole order's filled quantity. */
      readonly quantity: string;
      /** Base asset: what it was to fill; `null`: it closes what there is. Left out by older versions. */
      readonly asked?: string | null | undefined;
      /** Why it ended with a part, where nothing goes on with the rest or the exchange said it. Left out by older versions. */
      readonly detail?: string | undefined;
      /** Quote asset; `null`: nobody has told it. */
      readonly averagePrice: string | null;
      /** `null`, and so with `realizedPnl`: not all of its fills are known. */
      readonly fee: string | null;
      readonly feeAsset: string;
      /** Paid in further assets, beside `fee`; left out where there are none. */
      readonly otherFees?: readonly { readonly asset: string; readonly amount: string }[] | undefined;
      readonly realizedPnl: string | null;
      readonly position: PositionSummary;
      /** Time from the alert's receipt to the fill, ms. */
      readonly latencyMs: number | null;
    })
  /** An entry's order stands at the exchange. */
  | (OrderFields & {
      readonly type: 'order.resting';
      /** Base asset. */
      readonly quantity: string;
      /** Quote asset. */
      readonly price: string;
      /** Unix ms: then it is canceled. */
      readonly expiresAt: number;
    })
  /** An open order has filled in part; how it ends is told as `order.filled`. */
  | (OrderFields & {
      readonly type: 'order.partially-filled';
      /** Base asset: the whole order's; `null`: it closes what there is. */
      readonly quantity: string | null;
      /** Base asset, > 0: in all so far. */
      readonly filledQuantity: string;
      /** Quote asset; `null`: nobody has told it. */
      readonly averagePrice: string | null;
    })
  | (OrderFields & {
      readonly type: 'order.rejected';
      readonly quantity: string | null;
      readonly code: string;
      readonly detail: string;
    })
  | (OrderFields & { readonly type: 'order.unknown'; readonly quantity: string | null; readonly detail: string })
  /** What became of an unknown order. */
  | (OrderFields & {
      readonly type: 'order.resolved';
      readonly result: 'landed' | 'absent' | 'needs-operator';
      readonly detail: string;
    })
  | (OrderFields & { readonly type: 'order.expired'; readonly detail: string })
  | (OrderFields & { readonly type: 'order.canceled'; readonly detail: string })
  | ProtectNotice
  /** A conditional order that triggered and is not executed, and that protects nothing of the desk's. */
  | {
      readonly type: 'order.stuck';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      readonly detail: string;
    }
  | {
      readonly type: 'position.closed';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      readonly cause: 'signal' | 'operator' | 'stop' | 'target' | 'panic' | 'drift' | 'liquidation' | 'adl' | 'foreign';
      /** Of the order that closed it, before fees; `null`: not all of its fills are known. */
      readonly realizedPnl: string | null;
      /** The exchange's id of the trade that closed it; left out where that is the newest of the side, and by older versions. */
      readonly lastTradeId?: string | undefined;
      /** Base asset, signed: what that trade's order left on the other side; left out: nothing. */
      readonly after?: string | undefined;
    }
  | {
      readonly type: 'account.drift';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      readonly detail: string;
    }
  /** An address has shown a route's token for the first time. */
  | {
      readonly type: 'route.sender';
      readonly routeId: string;
      readonly address: string;
      /** How many others had before. */
      readonly known: number;
    }
  | BrokerNotice
  | DeskNotice;

export type NoticeType = Notice['type'];
