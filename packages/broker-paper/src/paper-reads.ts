import { type Broker, BrokerError, type CallOptions, type Clock } from '@perpdesk/broker-core';
import { abortable } from './abortable.ts';
import { askedSide } from './asked-side.ts';
import { viewAccount, viewBalance } from './engine/balance-view.ts';
import { listedInstrument, tradedInstrument } from './engine/listed.ts';
import { openOrderOf, positionOf, settingsOf } from './engine/lookup.ts';
import { viewPosition, viewPositions } from './engine/position-view.ts';
import type { Refusal } from './engine/refusal.ts';
import type { EngineState } from './engine/state.ts';
import type { Exchange } from './exchange.ts';
import { toBrokerError } from './refusal-error.ts';
import { toStoreFailure } from './store-failure.ts';
import type { PaperStore, StoredQuery } from './store/paper-store.ts';

export type PaperReads = Pick<
  Broker,
  | 'testConnection'
  | 'getServerTime'
  | 'getInstruments'
  | 'getInstrument'
  | 'getMarkPrice'
  | 'getAccount'
  | 'getBalance'
  | 'getPositions'
  | 'getPosition'
  | 'getLeverageBrackets'
  | 'getLeverage'
  | 'getMarginType'
  | 'getPositionMode'
  | 'getOrder'
  | 'findOrder'
  | 'getOpenOrders'
  | 'getOrderHistory'
  | 'getFills'
  | 'getIncome'
>;

/** The contract's reading half. `current` throws `not-connected`. */
export function createPaperReads(
  current: (operation: string) => Exchange,
  store: PaperStore,
  clock: Clock,
): PaperReads {
  /** In line with the writes, so that what came before is seen. */
  const read = async <T>(
    operation: string,
    options: CallOptions | undefined,
    look: (state: EngineState) => T | Promise<T>,
  ): Promise<T> => {
    const exchange = current(operation);
    try {
      return await abortable(operation, options?.abortSignal, () => exchange.settled(async () => look(exchange.state)));
    } catch (error) {
      throw toStoreFailure(error, operation, 'unknown');
    }
  };
  const instrumentOf = (state: EngineState, symbol: string, operation: string) =>
    accepted(listedInstrument(state, symbol), operation).instrument;

  return {
    async testConnection(options) {
      const startedAt = clock.now();
      await read('testConnection', options, () => undefined);
      return { roundTripMs: clock.now() - startedAt };
    },
    getServerTime: (options) => read('getServerTime', options, () => clock.now()),
    getInstruments: (options) => read('getInstruments', options, ({ rules }) => [...rules.instruments.values()]),
    getInstrument: (symbol, options) =>
      read('getInstrument', options, (state) => instrumentOf(state, symbol, 'getInstrument')),
    getMarkPrice: (symbol, options) =>
      read('getMarkPrice', options, (state) => accepted(tradedInstrument(state, symbol), 'getMarkPrice').mark),
    getAccount: (options) => read('getAccount', options, (state) => viewAccount(state, clock.now())),
    getBalance: (asset, options) => read('getBalance', options, (state) => viewBalance(state, asset)),
    getPositions: (options) => read('getPositions', options, viewPositions),
    getPosition: (symbol, positionSide, options) =>
      read('getPosition', options, (state) => {
        instrumentOf(state, symbol, 'getPosition');
        const { side } = accepted(askedSide(state, positionSide, 'getPosition'), 'getPosition');
        const held = positionOf(state, symbol, side);
        return held && viewPosition(state, held);
      }),
    getLeverageBrackets: (symbol, options) =>
      read('getLeverageBrackets', options, (state) => {
        instrumentOf(state, symbol, 'getLeverageBrackets');
        return state.rules.brackets.get(symbol) ?? [];
      }),
    getLeverage: (symbol, options) =>
      read('getLeverage', options, (state) => settingsOf(state, instrumentOf(state, symbol, 'getLeverage')).leverage),
    getMarginType: (symbol, options) =>
      read('getMarginType', options, (state) => {
        const settings = settingsOf(state, instrumentOf(state, symbol, 'getMarginType'));
        return state.positions.find((held) => held.symbol === symbol)?.marginType ?? settings.marginType;
      }),
    getPositionMode: (options) => read('getPositionMode', options, ({ positionMode }) => positionMode),
    getOrder: (ref, options) =>
      read('getOrder', options, async (state) => {
        const order = openOrderOf(state, ref)?.order ?? (await store.findOrder(ref));
        if (order !== null) return order;
        const message = `${ref.symbol} has no order ${ref.clientOrderId ?? ref.venueOrderId}.`;
        throw new BrokerError('order-not-found', { message, operation: 'getOrder' });
      }),
    findOrder: (ref, options) =>
      read('findOrder', options, async (state) => {
        const order = openOrderOf(state, ref)?.order ?? (await store.findOrder(ref));
        return { order, serverAt: clock.now() };
      }),
    getOpenOrders: (symbol, options) =>
      read('getOpenOrders', options, ({ orders }) =>
        orders.map(({ order }) => order).filter((order) => symbol === undefined || order.symbol === symbol),
      ),
    getOrderHistory: (query) => read('getOrderHistory', query, () => store.listOrders(toStored(query))),
    getFills: (query) => read('getFills', query, () => store.listFills(toStored(query))),
    getIncome: (query) => read('getIncome', query, () => store.listIncome(toStored(query))),
  };
}

function accepted<T extends { readonly ok: true }>(answer: T | Refusal, operation: string): T {
  if (answer.ok) return answer;
  throw toBrokerError(answer, operation);
}

function toStored({ abortSignal: _, ...query }: StoredQuery & CallOptions = {}): StoredQuery {
  return query;
}
