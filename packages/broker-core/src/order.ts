import type { Decimal } from './decimal.ts';
import type { ClientOrderId, VenueOrderId } from './ids.ts';
import type { PositionSide, Side } from './side.ts';

/** Plain and conditional orders in one list. */
export const ORDER_TYPES = [
  'market',
  'limit',
  'stop-market',
  'stop-limit',
  'take-profit-market',
  'take-profit-limit',
  'trailing-stop-market',
] as const;
export type OrderType = (typeof ORDER_TYPES)[number];

/** How long an order stands: until canceled, at once or not, whole or not, until a time. */
export const TIMES_IN_FORCE = ['gtc', 'ioc', 'fok', 'gtd'] as const;
export type TimeInForce = (typeof TIMES_IN_FORCE)[number];

/** Which price sets a conditional order off. */
export const TRIGGER_PRICE_TYPES = ['last', 'mark'] as const;
export type TriggerPriceType = (typeof TRIGGER_PRICE_TYPES)[number];

/** How far an order has come. */
export const ORDER_STATUSES = [
  'pending',
  'open',
  'partially-filled',
  'filled',
  'canceled',
  'rejected',
  'expired',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** An order as the exchange last told it: plain and conditional orders in one model. */
export interface Order {
  readonly symbol: string;
  readonly clientOrderId: ClientOrderId;
  readonly venueOrderId: VenueOrderId;
  /**
   * Under which the order executes; `null` while it has not triggered. A plain order's is its `venueOrderId`; a triggered
   * conditional order's may be another id of the exchange.
   */
  readonly executionOrderId: VenueOrderId | null;
  readonly type: OrderType;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly status: OrderStatus;
  /** The exchange's own word for the status. */
  readonly venueStatus: string;
  /** Base asset; `null` for an order that closes whatever the position is. */
  readonly quantity: Decimal | null;
  /** Base asset, ≥ 0. */
  readonly filledQuantity: Decimal;
  /** Quote asset; `null` before the first fill, and where the exchange does not say. */
  readonly averageFillPrice: Decimal | null;
  /** Quote asset; `null` where the type has none. */
  readonly price: Decimal | null;
  /** Quote asset; `null` where the type has none. */
  readonly triggerPrice: Decimal | null;
  readonly triggerBy: TriggerPriceType | null;
  /** Percent of the price, for trailing stops. */
  readonly callbackRate: Decimal | null;
  /** Quote asset; where a trailing stop begins to trail, `null` where it trails at once. */
  readonly activationPrice: Decimal | null;
  readonly timeInForce: TimeInForce;
  /** Unix ms; `null` unless good till a date. */
  readonly goodTillAt: number | null;
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
  readonly closePosition: boolean;
  /** Why it was rejected or expired, in the exchange's words. */
  readonly reason: string | null;
  /** Unix ms, the exchange's time. */
  readonly createdAt: number;
  /** Unix ms, the exchange's time. */
  readonly updatedAt: number;
}

/** Of orders that may still fill. */
export const OPEN_ORDER_STATUSES: readonly OrderStatus[] = ['pending', 'open', 'partially-filled'];

/** Whether the order may still fill. */
export function isOpenOrder(order: Order): boolean {
  return OPEN_ORDER_STATUSES.includes(order.status);
}
