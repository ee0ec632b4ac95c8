import type { AccountTag } from '../notice.ts';
import type { ToldWish } from '../wishes/wish-notice.ts';
import type { Transition } from '../signal.ts';

/** One order that would be placed. */
export interface AskedLeg {
  readonly account: AccountTag;
  readonly kind: 'increase' | 'reduce';
  readonly side: 'buy' | 'sell';
  readonly positionSide: string;
  /** Base asset; `null`: not known yet, `detail` says why. */
  readonly quantity: string | null;
  /** Quote asset, at the price that is known now; of an entry that rests, at its own. */
  readonly notional: string | null;
  /** Quote asset: what an entry binds of it at its leverage; `null` for an exit; left out by older versions. */
  readonly margin?: string | null | undefined;
  /** That leverage. */
  readonly leverage?: number | null | undefined;
  /** Quote asset: where the stop would trigger. */
  readonly stopPrice: string | null;
  /** Quote asset: where its targets would stand, in order. */
  readonly targetPrices: readonly string[];
  readonly detail: string | null;
}

/** A strategy's step, or what an alert that tells no position asks for. */
export type AskedFor =
  | {
      readonly transition: Transition;
      /** Signed, the strategy's units. */
      readonly previous: string | null;
      readonly next: string;
    }
  | { /** In order. */ readonly wishes: readonly ToldWish[] };

/** What the chats hear of an alert on a route that asks. */
export type AskNotice =
  /** What an alert asks for is planned, and a person is to say whether it is placed. */
  | ({
      readonly type: 'signal.asks';
      readonly signalId: string;
      readonly routeId: string;
      readonly symbol: string;
      /** Quote asset; the alert's. */
      readonly price: string | null;
      readonly legs: readonly AskedLeg[];
      /** From the card's delivery. */
      readonly answerMs: number;
      /** Unix ms: not later, whenever it is delivered; `null` for what lowers risk. */
      readonly until: number | null;
      readonly notes: readonly string[];
    } & AskedFor)
  /** What became of it. */
  | {
      readonly type: 'signal.answered';
      readonly signalId: string;
      readonly routeId: string;
      readonly symbol: string;
      readonly answer: 'placed' | 'skipped' | 'expired' | 'voided';
      /** Who said so; `null`: nobody did. */
      readonly actor: string | null;
      readonly accounts: readonly AccountTag[];
      /** One or two sentences. */
      readonly detail: string;
    };
