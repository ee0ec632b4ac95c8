import type { BrokerEvent, Income, VenueOrderId } from '@perpdesk/broker-core';
import type { OrderChange } from './order-change.ts';

type WithoutReceipt<E> = E extends BrokerEvent ? Omit<E, 'receivedAt'> : never;

/** What the exchange tells the account's stream; the time of receipt is the receiver's. */
export type AccountEvent = WithoutReceipt<BrokerEvent>;

type Told<Type extends AccountEvent['type']> = Extract<AccountEvent, { readonly type: Type }>;

/** Everything that one step did, in order; what the contract's own events do not say is beside it. */
export type EngineEvent =
  | Exclude<AccountEvent, { readonly type: 'order-updated' | 'fill-received' }>
  | (Told<'order-updated'> & { readonly change: OrderChange })
  /** `executionOrderId`: the id under which the exchange executed it; the fill's own is that of the order. */
  | (Told<'fill-received'> & { readonly executionOrderId: VenueOrderId })
  /** Bookings are kept in history and not told on the stream. */
  | { readonly type: 'income-booked'; readonly income: Income };

/** The event without what only the exchange needs; `null` for what is not told on the stream. */
export function toAccountEvent(event: EngineEvent): AccountEvent | null {
  switch (event.type) {
    case 'income-booked':
      return null;
    case 'order-updated': {
      const { change: _, ...told } = event;
      return told;
    }
    case 'fill-received': {
      const { executionOrderId: _, ...told } = event;
      return told;
    }
    default:
      return event;
  }
}
