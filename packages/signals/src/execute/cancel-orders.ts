import type { Broker, Order } from '@perpdesk/broker-core';

/** Cancels the open orders that are chosen, from a fresh read; one that cannot be canceled is met again in the next read. */
export async function cancelOrders(broker: Broker, choose: (order: Order) => boolean): Promise<void> {
  const open = await broker.getOpenOrders();
  await Promise.all(
    open.filter(choose).map(async ({ symbol, venueOrderId }) => {
      await broker.cancelOrder({ symbol, venueOrderId }).catch(() => {});
    }),
  );
}
