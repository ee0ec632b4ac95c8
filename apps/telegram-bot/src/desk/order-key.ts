import { createHash } from 'node:crypto';
import type { Order } from '@perpdesk/broker-core';

/** An order's stable name for a button; plain and conditional orders have id spaces of their own, so both ids are in it. */
export function orderKey(brokerId: string, order: Pick<Order, 'clientOrderId' | 'venueOrderId'>): string {
  return createHash('sha256')
    .update(JSON.stringify([brokerId, order.clientOrderId, order.venueOrderId]))
    .digest('base64url')
    .slice(0, 16);
}
