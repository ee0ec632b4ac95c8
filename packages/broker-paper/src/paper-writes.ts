import {
  BrokerError,
  type Broker,
  type Clock,
  type Order,
  type OrderRef,
  type OrderRequest,
  type WriteOptions,
} from '@perpdesk/broker-core';
import { toCloseCommand } from './close-request.ts';
import type { Exchange } from './exchange.ts';
import { toStoreFailure } from './store-failure.ts';
import type { PaperStore } from './store/paper-store.ts';
import { createWriter, type Write } from './writes.ts';

export type PaperWrites = Pick<
  Broker,
  | 'setLeverage'
  | 'setMarginType'
  | 'setPositionMode'
  | 'placeOrder'
  | 'placeOrders'
  | 'amendOrder'
  | 'cancelOrder'
  | 'cancelAllOrders'
  | 'closePosition'
  | 'setDeadMansSwitch'
>;

/** The contract's writing half. `current` throws `not-connected`. */
export function createPaperWrites(
  current: (operation: string) => Exchange,
  { store, clock, latencyMs }: { readonly store: PaperStore; readonly clock: Clock; readonly latencyMs: number },
): PaperWrites {
  const writer = createWriter(clock, latencyMs);
  const write = async (one: Write) => writer(current(one.operation), one);
  const writeOne = async (one: Write): Promise<Order> => {
    const [order] = await write(one);
    if (order === undefined) throw new TypeError(`${one.operation} gave no order.`);
    return order;
  };
  /** An order that was and is no longer open is told apart from one that never was. */
  const writeToOpen = async (ref: OrderRef, one: Write): Promise<Order> => {
    try {
      return await writeOne(one);
    } catch (error) {
      if (!BrokerError.is(error) || error.code !== 'order-not-found') throw error;
      const { operation } = one;
      const ended = await store.findOrder(ref).catch((failure: unknown) => {
        throw toStoreFailure(failure, operation, 'rejected');
      });
      if (ended === null) throw error;
      const message = `The order ${ended.clientOrderId} is ${ended.status}, no longer open. Read it to see how it ended.`;
      throw new BrokerError('order-not-open', { message, operation, clientOrderId: ended.clientOrderId });
    }
  };
  const placeOrder = (request: OrderRequest, options?: WriteOptions) =>
    writeOne({
      operation: 'placeOrder',
      options,
      clientOrderId: request.clientOrderId,
      toCommand: () => ({ type: 'place', request }),
    });

  return {
    async setLeverage(symbol, leverage, options) {
      await write({
        operation: 'setLeverage',
        options,
        toCommand: () => ({ type: 'set-leverage', symbol, leverage }),
      });
    },
    async setMarginType(symbol, marginType, options) {
      await write({
        operation: 'setMarginType',
        options,
        toCommand: () => ({ type: 'set-margin-type', symbol, marginType }),
      });
    },
    async setPositionMode(positionMode, options) {
      await write({
        operation: 'setPositionMode',
        options,
        toCommand: () => ({ type: 'set-position-mode', positionMode }),
      });
    },
    placeOrder,
    async placeOrders(requests, options) {
      current('placeOrders');
      return Promise.all(
        requests.map(async (request) => {
          try {
            return { ok: true, order: await placeOrder(request, options) } as const;
          } catch (error) {
            if (BrokerError.is(error)) return { ok: false, error } as const;
            throw error;
          }
        }),
      );
    },
    amendOrder: (request, options) =>
      writeToOpen(
        { symbol: request.symbol, clientOrderId: request.clientOrderId },
        {
          operation: 'amendOrder',
          options,
          clientOrderId: request.clientOrderId,
          toCommand: () => ({ type: 'amend', request }),
        },
      ),
    cancelOrder: (ref, options) =>
      writeToOpen(ref, { operation: 'cancelOrder', options, toCommand: () => ({ type: 'cancel', ref }) }),
    cancelAllOrders: (symbol, options) =>
      write({
        operation: 'cancelAllOrders',
        options,
        toCommand: () => ({ type: 'cancel-all', symbol: symbol ?? null }),
      }),
    closePosition: (symbol, options) =>
      writeOne({
        operation: 'closePosition',
        options,
        clientOrderId: options.clientOrderId,
        toCommand: (state) => toCloseCommand(state, symbol, options),
      }),
    async setDeadMansSwitch(symbol, timeoutMs, options) {
      await write({
        operation: 'setDeadMansSwitch',
        options,
        toCommand: () => ({ type: 'set-countdown', symbol, timeoutMs }),
      });
    },
  };
}
