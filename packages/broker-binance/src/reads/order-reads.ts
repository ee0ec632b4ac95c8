import { BrokerError, type Broker, type Order, type OrderRef } from '@perpdesk/broker-core';
import { expectTold } from '../writes/expect-told.ts';
import { nameOf } from '../order-ref.ts';
import type { Session } from '../session.ts';
import { lookUpOrder, type LookUpOptions } from './look-up-order.ts';
import { readOpenOrders } from './read-open-orders.ts';

export type OrderReads = Pick<Broker, 'getOrder' | 'findOrder' | 'getOpenOrders'>;

export function createOrderReads(current: (operation: string) => Session): OrderReads {
  const named = async (session: Session, ref: OrderRef, question: LookUpOptions): Promise<OrderRef> => ({
    ...ref,
    symbol: (await session.instruments.get(ref.symbol, question)).symbol,
  });
  return {
    async getOrder(ref, options = {}) {
      const operation = 'getOrder';
      const session = current(operation);
      const order = await lookUpOrder(session, await named(session, ref, { operation, ...options }), {
        operation,
        ...options,
      });
      if (order !== null) return expectIfFollowed(session, order);
      throw new BrokerError('order-not-found', {
        operation,
        message: `Binance knows no order ${nameOf(ref)} of ${ref.symbol}. Unfilled orders are forgotten three days after they ended.`,
      });
    },
    async findOrder(ref, options = {}) {
      const operation = 'findOrder';
      const session = current(operation);
      const exact = await named(session, ref, { operation, ...options });
      // the time is read first: what the look finds is then no older than it says
      const serverAt = await session.venueClock.measure(options.abortSignal);
      // reads may lag behind the stream: what it has told of is not absent
      const order = (await lookUpOrder(session, exact, { operation, ...options })) ?? session.tracker.find(exact);
      return { order: order === null ? null : expectIfFollowed(session, order), serverAt };
    },
    async getOpenOrders(text, options = {}) {
      const operation = 'getOpenOrders';
      const session = current(operation);
      if (text === undefined) return readOpenOrders(session, { operation, ...options });
      const { symbol } = await session.instruments.get(text, { operation, ...options });
      return readOpenOrders(session, { operation, symbol, ...options });
    },
  };
}

/** An order that came and ended in a gap, and that only a look has found, is to be told to watchers too. */
function expectIfFollowed(session: Session, order: Order): Order {
  return order.updatedAt > (session.stream.followsSince ?? Number.POSITIVE_INFINITY)
    ? expectTold(session, order)
    : order;
}
