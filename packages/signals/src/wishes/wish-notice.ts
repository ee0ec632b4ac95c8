import type { Side } from '@perpdesk/broker-core';
import type { AccountTag, Turnout } from '../notice.ts';
import type { Wish, WishOrderType, WishPrice, WishSize } from '../wish.ts';

/** One thing that an alert asks for. */
export interface ToldWish {
  readonly type: Wish['type'];
  readonly direction: 'long' | 'short' | null;
  /** Of an `order`. */
  readonly order: { readonly side: Side; readonly type: WishOrderType; readonly reduceOnly: boolean } | null;
  readonly size: { readonly unit: WishSize['unit']; readonly amount: string } | null;
  /** A limit; `percent` and `distance` (quote asset) are from the market's price, signed. */
  readonly at: { readonly basis: WishPrice['basis']; readonly amount: string } | null;
  readonly tag: string | null;
}

/** What the chats hear of alerts that tell no strategy's position. */
export type WishNotice =
  /** An alert that tells no strategy's position was taken. */
  | {
      readonly type: 'signal.received';
      readonly signalId: string;
      readonly routeId: string;
      readonly symbol: string;
      /** In order. */
      readonly wishes: readonly ToldWish[];
      readonly price: string | null;
      readonly accounts: readonly AccountTag[];
      readonly firedAt: number | null;
      readonly receivedAt: number;
      readonly notes: readonly string[];
    }
  /** What a person is to know of a signal on one account that needed no order, or goes on otherwise than it says. */
  | {
      readonly type: 'signal.remarked';
      readonly signalId: string;
      readonly routeId: string;
      readonly account: AccountTag;
      readonly symbol: string;
      /** One sentence. */
      readonly detail: string;
    }
  /** A signal, or its part on one account, came to no order, and nothing else says so. */
  | {
      readonly type: 'signal.ended';
      readonly signalId: string;
      readonly routeId: string;
      /** `null`: on none of its accounts. */
      readonly account: AccountTag | null;
      readonly symbol: string;
      /** One sentence. */
      readonly detail: string;
      readonly turnout?: Turnout | undefined;
    };
