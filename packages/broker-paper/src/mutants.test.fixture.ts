import {
  type Broker,
  BrokerError,
  type BrokerErrorCode,
  type BrokerEvent,
  type Fill,
  type Order,
  type OrderRequest,
  type Position,
} from '@perpdesk/broker-core';

/** A broker with one thing done wrong. */
export type Mutation = (broker: Broker) => Partial<Broker>;

export const mutate =
  (mutation: Mutation) =>
  (broker: Broker): Broker =>
    Object.assign(Object.create(broker), mutation(broker));

/** Sends other orders than it is asked to. */
export const sending =
  (change: (request: OrderRequest) => OrderRequest): Mutation =>
  (broker) => ({
    placeOrder: (request, options) => broker.placeOrder(change(request), options),
    placeOrders: (requests, options) => broker.placeOrders(requests.map(change), options),
  });

/** Reads every order otherwise than it is. */
export const reading =
  (change: (order: Order) => Order): Mutation =>
  (broker) => ({
    getOrder: async (...args) => change(await broker.getOrder(...args)),
    getOpenOrders: async (...args) => (await broker.getOpenOrders(...args)).map(change),
    getOrderHistory: async (...args) => (await broker.getOrderHistory(...args)).map(change),
    async findOrder(...args) {
      const { order, serverAt } = await broker.findOrder(...args);
      return { order: order && change(order), serverAt };
    },
  });

export const readingFills =
  (change: (fills: readonly Fill[]) => readonly Fill[]): Mutation =>
  (broker) => ({ getFills: async (query) => change(await broker.getFills(query)) });

export const readingPositions =
  (change: (position: Position) => Position): Mutation =>
  (broker) => ({
    getPositions: async (...args) => (await broker.getPositions(...args)).map(change),
    async getPosition(...args) {
      const position = await broker.getPosition(...args);
      return position && change(position);
    },
  });

/** Tells other events than there are. */
export const telling =
  (change: (event: BrokerEvent) => readonly BrokerEvent[]): Mutation =>
  (broker) => ({
    async *watchAccount(options) {
      for await (const event of broker.watchAccount(options)) yield* change(event);
    },
  });

/** Makes something of an order that is refused with this code. */
export const onRefusal =
  (code: BrokerErrorCode, make: (broker: Broker, request: OrderRequest) => Promise<Order>): Mutation =>
  (broker) => ({
    placeOrder: (request, options) =>
      broker.placeOrder(request, options).catch((error: unknown) => {
        if (BrokerError.is(error) && error.code === code) return make(broker, request);
        throw error;
      }),
  });

export function isCode(error: unknown, ...codes: readonly BrokerErrorCode[]): boolean {
  return BrokerError.is(error) && codes.includes(error.code);
}
