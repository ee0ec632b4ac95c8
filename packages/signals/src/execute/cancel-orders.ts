import { type Broker, BrokerError, type Order } from '@perpdesk/broker-core';

/**
 * Cancels the open orders that are chosen, from a fresh read. One that has gone meanwhile is no failure: it may have filled,
 * and the next read of positions shows that.
 *
 * @returns How many of them may still stand.
 */
export async function cancelOrders(broker: Broker, choose: (order: Order) => boolean): Promise<number> {
  const open = await broker.getOpenOrders();
  const results = await Promise.all(open.filter(choose).map((order) => isCanceled(broker, order)));
  return results.filter((isGone) => !isGone).length;
}

async function isCanceled(broker: Broker, { symbol, venueOrderId }: Order): Promise<boolean> {
  try {
    await broker.cancelOrder({ symbol, venueOrderId });
    return true;
  } catch (error) {
    return BrokerError.is(error) && (error.code === 'order-not-found' || error.code === 'order-not-open');
  }
}
