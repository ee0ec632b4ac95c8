import { type Decimal, type OrderStatus, ZERO } from '@perpdesk/broker-core';
import { unknownWord } from './unknown-word.ts';

export interface AlgoProgress {
  readonly algoStatus: string;
  /** Base asset; `null` for an order that closes whatever the position is. */
  readonly quantity: Decimal | null;
  /** Base asset; `null` or `undefined` where it is not told: lists leave it out. */
  readonly actualQty: Decimal | null | undefined;
}

/**
 * The service's word and ours. FINISHED says that the execution has ended, filled or not: its quantity says which. One
 * that closes whatever there was has no quantity to compare with: with a fill it counts as filled. Where the quantity is not
 * told, nothing says how it ended: it counts as open until it is looked up.
 */
export function algoStatusOf({ algoStatus, quantity, actualQty }: AlgoProgress): OrderStatus {
  const filled = actualQty ?? ZERO;
  switch (algoStatus) {
    case 'NEW':
    case 'TRIGGERING':
      return 'open';
    case 'TRIGGERED':
      return filled.isZero() ? 'open' : 'partially-filled';
    case 'FINISHED':
      if (actualQty === null || actualQty === undefined) return 'open';
      if (quantity === null) return filled.isZero() ? 'canceled' : 'filled';
      return filled.gte(quantity) ? 'filled' : 'canceled';
    case 'CANCELED':
      return 'canceled';
    case 'REJECTED':
      return 'rejected';
    case 'EXPIRED':
      return 'expired';
    default:
      throw unknownWord('algo status', algoStatus);
  }
}
