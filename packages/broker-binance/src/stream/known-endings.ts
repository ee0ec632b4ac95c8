import { isOpenOrder, type Order, type OrderRef } from '@perpdesk/broker-core';
import type { AccountReading } from './account-reader.ts';

/** How orders ended, as looked up: what has ended is not asked for again, however often a reading begins anew. */
export interface KnownEndings {
  lookUp(reading: Pick<AccountReading, 'lookUp'>, ref: OrderRef): Promise<Order | null>;
  clear(): void;
}

export function createKnownEndings(): KnownEndings {
  const endings = new Map<string, Order>();
  return {
    async lookUp(reading, ref) {
      const key = [ref.symbol, ref.venueOrderId ?? '', ref.clientOrderId ?? ''].join(' ');
      const known = endings.get(key);
      if (known !== undefined) return known;
      const order = await reading.lookUp(ref);
      if (order !== null && !isOpenOrder(order)) endings.set(key, order);
      return order;
    },
    clear: () => endings.clear(),
  };
}
