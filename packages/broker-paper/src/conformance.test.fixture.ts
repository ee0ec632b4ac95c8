import type { Broker, ClientOrderId, Decimal } from '@perpdesk/broker-core';
import { type Bench, createFakeClock, MARKET_DOORS, type Need } from '@perpdesk/broker-core/testing';
import { PAPER_CAPABILITIES } from './capabilities.ts';
import { createManualPriceFeed, createMemoryPaperStore, createPaperBroker, type PaperBrokerOptions } from './index.ts';

/** All but an exchange that misbehaves. */
export const PAPER_OFFERS: readonly Need[] = [...PAPER_CAPABILITIES, 'fills', 'two-symbols', ...MARKET_DOORS];

/** A new paper exchange whose prices and liquidity the cases set; `wrap` may stand between it and them. */
export async function createPaperBench(wrap: (broker: Broker) => Broker = (broker) => broker): Promise<Bench> {
  const clock = createFakeClock(1_800_000_000_000);
  const feed = createManualPriceFeed();
  const store = createMemoryPaperStore();
  let liquidity: Decimal | undefined;
  const options: PaperBrokerOptions = Object.defineProperty({ id: 'paper', store, feed, clock }, 'liquidity', {
    get: () => liquidity,
  });
  const broker = createPaperBroker(options);
  await broker.connect();
  return {
    broker: wrap(broker),
    symbols: ['BTCUSDT', 'ETHUSDT'],
    clock,
    market: {
      async setPrice(symbol, price) {
        feed.setPrice(symbol, price);
        // comes in turn after the price
        await broker.getServerTime();
      },
      async setLiquidity(_symbol, quantity) {
        // an exchange reads its rules when it is opened
        liquidity = quantity ?? undefined;
        await broker.close();
        await broker.connect();
      },
    },
    async ordersAtVenue(clientOrderId: ClientOrderId) {
      const orders = await store.listOrders({});
      return orders.filter((order) => order.clientOrderId === clientOrderId).length;
    },
    close: () => broker.close(),
  };
}
