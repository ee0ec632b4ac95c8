import { BrokerError } from './broker-error.ts';
import type { Broker, WriteOptions } from './broker.ts';
import type { Decimal } from './decimal.ts';
import type { ClientOrderId } from './ids.ts';
import type { OrderRequest } from './order-request.ts';
import type { Order, TriggerPriceType } from './order.ts';
import { oppositeSide, type PositionSide, type Side } from './side.ts';

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

/**
 * Places a stop-market order that can only reduce the position.
 *
 * @throws {BrokerError} as `placeOrder` does; `invalid-request` (not-sent) for a side that would add to a long or short one.
 */
export async function placeStopLoss(
  broker: Broker,
  request: ProtectionRequest,
  options?: WriteOptions,
): Promise<Order> {
  assertReduces(request, 'placeStopLoss');
  return broker.placeOrder(toOrderRequest('stop-market', request), options);
}

/**
 * Places a take-profit-market order that can only reduce the position.
 *
 * @throws {BrokerError} as `placeOrder` does; `invalid-request` (not-sent) for a side that would add to a long or short one.
 */
export async function placeTakeProfit(
  broker: Broker,
  request: ProtectionRequest,
  options?: WriteOptions,
): Promise<Order> {
  assertReduces(request, 'placeTakeProfit');
  return broker.placeOrder(toOrderRequest('take-profit-market', request), options);
}

/** In hedge mode nothing but its side keeps an order from adding; in one-way mode `reduceOnly` does. */
function assertReduces({ side, positionSide, clientOrderId }: ProtectionRequest, operation: string): void {
  if (positionSide === 'net' || (side === 'sell') === (positionSide === 'long')) return;
  const message = `A ${side} order would add to the ${positionSide} side. Use ${oppositeSide(side)}.`;
  throw new BrokerError('invalid-request', { operation, message, clientOrderId });
}

function toOrderRequest(type: 'stop-market' | 'take-profit-market', request: ProtectionRequest): OrderRequest {
  const { quantity, ...base } = request;
  if (quantity === undefined) return { ...base, type, closePosition: true };
  return request.positionSide === 'net' ? { ...base, type, quantity, reduceOnly: true } : { ...base, type, quantity };
}
