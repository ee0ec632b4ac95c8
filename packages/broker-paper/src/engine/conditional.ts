import type { Order, OrderRequest, OrderType } from '@perpdesk/broker-core';
import type { OpenOrder } from './state.ts';

export type ConditionalType = Exclude<OrderType, 'market' | 'limit'>;

/** Whether orders of the type wait for a price before they execute. */
export function isConditionalType(type: OrderType): type is ConditionalType {
  return type !== 'market' && type !== 'limit';
}

export function isConditionalRequest(
  request: OrderRequest,
): request is Extract<OrderRequest, { readonly type: ConditionalType }> {
  return isConditionalType(request.type);
}

/** Whether the order still waits for its trigger: it is on no book, holds no margin and cannot fill. */
export function isWaiting({ order, isTriggered }: OpenOrder): boolean {
  return isConditionalType(order.type) && !isTriggered;
}

export const TRIGGERING = 'triggering';

/** Whether the order's price was reached and it is held before its execution. */
export function isTriggering({ type, venueStatus, executionOrderId }: Order): boolean {
  return isConditionalType(type) && venueStatus === TRIGGERING && executionOrderId === null;
}
