import { isOpenOrder, type Order } from '@perpdesk/broker-core';
import type { Dice } from './dice.test.fixture.ts';
import type { Profile } from './profile.test.fixture.ts';

/** Which of its orders an exchange can still be asked for: it forgets what ended unfilled, and finds a new one late. */
export interface MemoryOfOrders {
  /** Whether it is listed among what was. */
  knows(order: Order): boolean;
  /** Whether one that asks for it finds it. */
  finds(order: Order): boolean;
  /** Once a second. @returns resting orders that end now, unfilled, in silence, and forgotten. */
  act(orders: Iterable<Order>): readonly Order[];
}

export interface MemoryOfOrdersOptions {
  readonly dice: Dice;
  readonly profile: () => Profile;
  /** Of the exchange. */
  readonly now: () => number;
}

/** Binance's is three days: here nobody waits for it. */
const KEPT_MS = 1_000;
/** A copy that is asked is behind by less. */
const BEHIND_MS = 2_500;

export function createMemoryOfOrders({ dice, profile, now }: MemoryOfOrdersOptions): MemoryOfOrders {
  const forgotten = new Set<string>();
  const knows = ({ venueOrderId }: Order): boolean => !forgotten.has(venueOrderId);
  const isUnfilledEnd = (order: Order): boolean =>
    (order.status === 'canceled' || order.status === 'expired') && order.filledQuantity.isZero();
  return {
    knows,
    finds(order) {
      const { forgets } = profile().whims;
      if (!knows(order)) return false;
      const isNew = now() - order.createdAt < BEHIND_MS;
      return forgets === 0 || !isNew || !dice.chance(forgets);
    },
    act(orders) {
      const { forgets } = profile().whims;
      if (forgets === 0) return [];
      const lost: Order[] = [];
      for (const order of orders) {
        if (!knows(order)) continue;
        const isOld = isUnfilledEnd(order) && now() - order.updatedAt > KEPT_MS;
        const isLost = order.type === 'limit' && isOpenOrder(order) && order.filledQuantity.isZero();
        if (isLost && dice.chance(forgets / 6)) lost.push(order);
        if ((isOld && dice.chance(forgets)) || lost.at(-1) === order) forgotten.add(order.venueOrderId);
      }
      return lost;
    },
  };
}
