import type { Decimal, Order, VenueCause } from '@perpdesk/broker-core';
import { isTriggering } from '@perpdesk/broker-paper/engine';
import type { OrderTerms } from './order-terms.ts';

/** One order that the exchange has accepted, open or ended: conditional ones too, one record for both of their ids. */
export interface OrderRecord {
  /** As it stands now. */
  readonly order: Order;
  readonly terms: OrderTerms;
  /** The plain order's id as the exchange writes it; `null` for a conditional order that has not triggered. */
  readonly orderId: string | null;
  /** `null` for a plain order. */
  readonly algoId: string | null;
  /** Unix ms; `null` before. */
  readonly triggeredAt: number | null;
  /** Whether a trailing stop trails. */
  readonly isActivated: boolean;
  /** Base asset: what a `closePosition` order found to close when it triggered; `null` before, and of other orders. */
  readonly closingQuantity: Decimal | null;
  /** Quote asset: Σ price · quantity of its fills. */
  readonly filledNotional: Decimal;
  /** Who made an order that the account did not send. */
  readonly cause: VenueCause | null;
  readonly amendCount: number;
}

export const ALGO_STATUSES = ['NEW', 'TRIGGERING', 'TRIGGERED', 'FINISHED', 'CANCELED', 'REJECTED', 'EXPIRED'] as const;
export type AlgoStatus = (typeof ALGO_STATUSES)[number];

/** The algo service's word for a conditional order as it stands; TRIGGERING lasts one step, unless it is held. */
export function algoStatusOf(order: Order): AlgoStatus {
  const { status, executionOrderId, filledQuantity } = order;
  switch (status) {
    case 'pending':
    case 'open':
    case 'partially-filled':
      if (executionOrderId !== null) return 'TRIGGERED';
      return isTriggering(order) ? 'TRIGGERING' : 'NEW';
    case 'filled':
      return 'FINISHED';
    case 'rejected':
      return 'REJECTED';
    case 'canceled':
      return executionOrderId === null ? 'CANCELED' : 'FINISHED';
    case 'expired':
      return executionOrderId === null && filledQuantity.isZero() ? 'EXPIRED' : 'FINISHED';
    default:
      return status satisfies never;
  }
}
