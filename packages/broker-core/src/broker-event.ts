import type { Balance } from './account.ts';
import type { Fill } from './fill.ts';
import type { Order } from './order.ts';
import type { MarginType, Position } from './position.ts';
import type { PositionSide } from './side.ts';

export interface EventBase {
  /** Unix ms, the exchange's time of the event. */
  readonly venueAt: number;
  /** Unix ms, our time of receipt. */
  readonly receivedAt: number;
}

/** Why an order or fill that we did not send came about. */
export type VenueCause = 'liquidation' | 'adl' | 'settlement' | 'other';

export type BrokerEvent =
  | (EventBase & { readonly type: 'order-updated'; readonly order: Order })
  | (EventBase & { readonly type: 'fill-received'; readonly fill: Fill; readonly cause: VenueCause | null })
  | (EventBase & {
      readonly type: 'position-updated';
      readonly symbol: string;
      readonly positionSide: PositionSide;
      /** `null`: this side is flat now. */
      readonly position: Position | null;
    })
  | (EventBase & { readonly type: 'balance-updated'; readonly balance: Balance })
  | (EventBase & {
      readonly type: 'settings-updated';
      readonly symbol: string;
      readonly leverage: number | null;
      readonly marginType: MarginType | null;
    })
  | (EventBase & { readonly type: 'margin-call'; readonly symbols: readonly string[] })
  /**
   * A conditional order triggered at `triggeredAt` and the exchange has not executed it since: what it was to protect is
   * not protected, though the order looks open. Look it up; do not count on it.
   */
  | (EventBase & { readonly type: 'order-stuck'; readonly order: Order; readonly triggeredAt: number })
  /**
   * Events may have been missed from `fromAt` on. With `changes` the broker has read the state anew and tells what had
   * changed; without, read positions, orders and fills anew yourself.
   */
  | (EventBase & {
      readonly type: 'stream-gap';
      readonly fromAt: number;
      readonly reason: string;
      readonly changes?: GapChanges;
    });

/** What a look at the account after a gap found to differ from what was told before it. */
export interface GapChanges {
  /** As they stand now; those that ended in the gap included. */
  readonly orders: readonly Order[];
  /** Not told before, the oldest first. */
  readonly fills: readonly Fill[];
  readonly positions: readonly PositionChange[];
}
export interface PositionChange {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** `null`: this side is flat now. */
  readonly position: Position | null;
}

export type BrokerEventType = BrokerEvent['type'];
