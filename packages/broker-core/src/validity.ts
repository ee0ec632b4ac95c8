/**
 * When the exchange may accept a write, in the exchange's own time (Unix ms).
 *
 * The adapter signs exactly this; the exchange refuses the request outside it, and checks it again at matching. That
 * an order cannot come to life after `untilAt` is what lets its absence be proven.
 */
export interface Validity {
  readonly fromAt: number;
  readonly untilAt: number;
}
