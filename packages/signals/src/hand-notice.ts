import type { AccountTag } from './notice.ts';
import type { HandState } from './protect/hand-state.ts';

/** What is told of a person's commands beside orders and fills. Decimals are plain text. */
export type HandNotice =
  /** What is left out stays as it is. */
  | (Partial<HandState> & {
      readonly type: 'protection.set';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      /** `user:<id>`. */
      readonly actor: string;
    })
  | {
      readonly type: 'orders.canceled';
      readonly account: AccountTag;
      readonly actor: string;
      readonly canceled: number;
      /** Had ended before. */
      readonly gone: number;
      /** Of those: how, as far as it is known; left out by older versions. */
      readonly before?: { readonly filled: number; readonly canceled: number } | undefined;
      /** Of those that may still stand. */
      readonly left: readonly { readonly symbol: string; readonly clientOrderId: string; readonly detail: string }[];
    }
  /** A person has said what became of an order of which nobody else could say it. */
  | {
      readonly type: 'order.settled';
      readonly account: AccountTag;
      readonly actor: string;
      readonly symbol: string;
      /** The alert that the order was for. */
      readonly signalId: string;
      readonly side: string;
      readonly clientOrderId: string | null;
      /** Base asset, ≥ 0: what it filled. */
      readonly filled: string;
    }
  | {
      readonly type: 'setting.changed';
      readonly account: AccountTag;
      readonly actor: string;
      /** `null`: of the whole account. */
      readonly symbol: string | null;
      readonly setting: 'leverage' | 'margin-type' | 'position-mode';
      readonly from: string | null;
      readonly to: string;
    };
