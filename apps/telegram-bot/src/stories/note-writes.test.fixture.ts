import type { Broker } from '@perpdesk/broker-core';
import { describeOrder } from './describe-order.test.fixture.ts';

/** What a request of any type may lack, beside what it asks for. */
const PLAIN = {
  quantity: null,
  price: null,
  triggerPrice: null,
  activationPrice: null,
  callbackRate: null,
  closePosition: false,
  reduceOnly: false,
} as const;

/** Tells of each write that this account is asked for, in the words of its orders. */
export function noteWrites(broker: Broker, note: (line: string) => void): void {
  const names = new Map<string, string>();
  const clientIds = new Map<string, string>();
  const { placeOrder, cancelOrder, setLeverage, setMarginType, setPositionMode } = broker;
  const over: Partial<Broker> = {
    placeOrder(request, options) {
      const line = describeOrder({ ...PLAIN, ...request });
      names.set(request.clientOrderId, line);
      note(line);
      const placed = placeOrder.call(broker, request, options);
      void placed.then(
        ({ venueOrderId }) => clientIds.set(venueOrderId, request.clientOrderId),
        () => {},
      );
      return placed;
    },
    cancelOrder(reference, options) {
      const { venueOrderId = '' } = reference as { readonly venueOrderId?: string };
      const { clientOrderId = clientIds.get(venueOrderId) ?? '' } = reference as { readonly clientOrderId?: string };
      const name = names.get(clientOrderId);
      names.delete(clientOrderId);
      // a second cancel of one order is the engine's way of making sure
      if (name !== undefined) note(`cancel ${name}`);
      return cancelOrder.call(broker, reference, options);
    },
    setLeverage(symbol, leverage, options) {
      note(`leverage ${symbol} ${leverage}`);
      return setLeverage.call(broker, symbol, leverage, options);
    },
    setMarginType(symbol, marginType, options) {
      note(`margin ${symbol} ${marginType}`);
      return setMarginType.call(broker, symbol, marginType, options);
    },
    setPositionMode(mode, options) {
      note(`mode ${mode}`);
      return setPositionMode.call(broker, mode, options);
    },
  };
  Object.assign(broker, over);
}
