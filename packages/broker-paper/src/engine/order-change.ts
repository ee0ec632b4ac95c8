/** Which step of an order's life an `order-updated` tells. A fill follows its `fill-received` at once. */
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
