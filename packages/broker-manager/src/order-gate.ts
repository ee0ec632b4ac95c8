import type { Broker, CallOptions, Order, OrderRequest } from '@perpdesk/broker-core';

/**
 * Sends one order, once. Whoever keeps a journal marks the order in it before it is sent; its answer, or what it throws, is
 * the broker's.
 */
export type OrderGate = (broker: Broker, request: OrderRequest, options: CallOptions) => Promise<Order>;

/** At most once: nothing is written down before, so a crash leaves nobody who knows of the order. */
export const sendOnce: OrderGate = (broker, request, options) => broker.placeOrder(request, options);
