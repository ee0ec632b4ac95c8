import type { AccountTag } from '../notice.ts';

/** What is told of stops and targets beside their fills. */
export type ProtectNotice =
  | {
      readonly type: 'stop.placed';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      readonly triggerPrice: string;
      readonly triggerBy: string;
      /** Percent from the average entry price. */
      readonly distancePercent: string;
    }
  /** The stop stands at another price, and the one before is on its way out. */
  | {
      readonly type: 'stop.moved';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      /** Quote asset: where it stood. */
      readonly from: string;
      readonly triggerPrice: string;
      readonly triggerBy: string;
      /** Percent from the average entry price. */
      readonly distancePercent: string;
      /** The average entry price, or what an alert asks for, is another; or enough targets have filled; or a person said so. */
      readonly cause: 'entry' | 'break-even' | 'hand';
    }
  /** A new stop was refused; the old one stays. */
  | {
      readonly type: 'stop.replace-failed';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      /** Quote asset: where it was to stand. */
      readonly triggerPrice: string;
      /** Quote asset: where the one stands that stays. */
      readonly standingPrice: string | null;
      readonly detail: string;
    }
  /** Targets whose part of the position is below the exchange's minimum: they are taken with the next one. */
  | {
      readonly type: 'targets.merged';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      /** 1 the first. */
      readonly targets: readonly number[];
    }
  | {
      readonly type: 'stop.failed';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      readonly detail: string;
    }
  /** A position, or a part of one, that nobody owns, and for which no stop stands. Told once, until it is gone or has one. */
  | {
      readonly type: 'position.unprotected';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      /** Base asset, signed: the part that nothing protects. */
      readonly quantity: string;
      /** Base asset, signed: the whole side. */
      readonly held: string;
    }
  /** An open order with an id of this desk that its journal does not know, and that is left. Told once, until it is gone. */
  | {
      readonly type: 'order.stray';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
      readonly side: 'buy' | 'sell';
      readonly orderType: string;
      readonly clientOrderId: string;
      /** Base asset; `null`: whatever the position is. */
      readonly quantity: string | null;
      /** Quote asset: its limit or its trigger; `null`: it has none. */
      readonly price: string | null;
      /** It could make a position larger. */
      readonly isEntry: boolean;
    };
