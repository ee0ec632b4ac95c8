import type { Broker, WriteOptions } from './broker.ts';
import type { Decimal } from './decimal.ts';
import type { ClientOrderId } from './ids.ts';
import type { OrderRequest } from './order-request.ts';
import type { Order, TriggerPriceType } from './order.ts';
import type { PositionSide, Side } from './side.ts';

export interface ProtectionRequest {
  readonly symbol: string;
  /** The side that closes: `sell` for a long position. */
  readonly side: Side;
  /** `net` in one-way mode; `long` or `short` in hedge mode. */
  readonly positionSide: PositionSide;
  readonly clientOrderId: ClientOrderId;
  /** Quote asset, on the tick. */
  readonly triggerPrice: Decimal;
  /** Default `mark`. */
  readonly triggerBy?: TriggerPriceType;
  /** Base asset, on the step; default: all that is left of the position when triggered. */
  readonly quantity?: Decimal;
}

/** Places a stop-market order that can only reduce the position. @throws {BrokerError} as `placeOrder` does. */
export function placeStopLoss(broker: Broker, request: ProtectionRequest, options?: WriteOptions): Promise<Order> {
  return broker.placeOrder(toOrderRequest('stop-market', request), options);
}

/** Places a take-profit-market order that can only reduce the position. @throws {BrokerError} as `placeOrder` does. */
export function placeTakeProfit(broker: Broker, request: ProtectionRequest, options?: WriteOptions): Promise<Order> {
  return broker.placeOrder(toOrderRequest('take-profit-market', request), options);
}

function toOrderRequest(type: 'stop-market' | 'take-profit-market', request: ProtectionRequest): OrderRequest {
  const { quantity, ...base } = request;
  if (quantity === undefined) return { ...base, type, closePosition: true };
  return request.positionSide === 'net' ? { ...base, type, quantity, reduceOnly: true } : { ...base, type, quantity };
}
