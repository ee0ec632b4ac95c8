/** Which step of an order's life an `order-updated` tells. One of a fill comes after the fill and its bookings. */
export const ORDER_CHANGES = [
  'placed',
  'amended',
  /** A trailing stop whose activation price was reached; one without an activation price trails from `placed` on. */
  'activated',
  'triggered',
  'filled',
  'canceled',
  'expired',
  'rejected',
] as const;
export type OrderChange = (typeof ORDER_CHANGES)[number];
