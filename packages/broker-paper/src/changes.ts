import type { Fill, Income, Order } from '@perpdesk/broker-core';
import { serializeState } from './engine/serialize-state.ts';
import type { Step } from './engine/step.ts';
import type { PaperChanges } from './store/paper-store.ts';

/** What of a step is to be stored: the last form of each order, fills, bookings, the state. */
export function toChanges({ state, events }: Pick<Step, 'state' | 'events'>): PaperChanges {
  const orders = new Map<string, Order>();
  const fills: Fill[] = [];
  const incomes: Income[] = [];
  for (const event of events) {
    if (event.type === 'order-updated') orders.set(event.order.venueOrderId, event.order);
    if (event.type === 'fill-received') fills.push(event.fill);
    if (event.type === 'income-booked') incomes.push(event.income);
  }
  return { orders: [...orders.values()], fills, incomes, state: serializeState(state) };
}
