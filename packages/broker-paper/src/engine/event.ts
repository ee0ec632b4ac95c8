import type { BrokerEvent, Income } from '@perpdesk/broker-core';

type WithoutReceipt<E> = E extends BrokerEvent ? Omit<E, 'receivedAt'> : never;

/** What the exchange tells the account's stream; the time of receipt is the receiver's. */
export type AccountEvent = WithoutReceipt<BrokerEvent>;

/** Everything that one step did, in order. Bookings are kept in history and not told on the stream. */
export type EngineEvent = AccountEvent | { readonly type: 'income-booked'; readonly income: Income };
