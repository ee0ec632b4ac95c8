import { BrokerError, type Broker } from '@perpdesk/broker-core';

export interface Losses {
  /** From now on market orders get lost on their way, and nobody can say so. */
  begin(): void;
  /** From now on all is well again. */
  end(): void;
}

/** An account whose orders can get lost, of which then no look at the exchange tells anything. */
export function loseOrders(broker: Broker): Losses {
  const { placeOrder, findOrder } = broker;
  let isLossy = false;
  const over: Partial<Broker> = {
    async placeOrder(request, options) {
      if (!isLossy || request.type !== 'market') return placeOrder.call(broker, request, options);
      throw new BrokerError('timeout', {
        message: 'No answer.',
        operation: 'placeOrder',
        outcome: 'unknown',
      });
    },
    async findOrder(reference, options) {
      if (!isLossy) return findOrder.call(broker, reference, options);
      throw new BrokerError('unsupported', { message: 'Not built.', operation: 'findOrder' });
    },
  };
  Object.assign(broker, over);
  return { begin: () => void (isLossy = true), end: () => void (isLossy = false) };
}
