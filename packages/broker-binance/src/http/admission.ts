import { BrokerError, sleep, type Clock } from '@perpdesk/broker-core';
import type { CallBase } from './call.ts';
import type { OrderLimiter } from './order-limiter.ts';
import { toTransportError } from './transport-error.ts';
import type { WeightLimiter } from './weight-limiter.ts';

export interface AdmissionOptions {
  readonly clock: Clock;
  readonly weights: WeightLimiter;
  readonly orders: OrderLimiter;
  /** How long a read may wait for the limits. Writes never do. */
  readonly readWaitMs: number;
}

/** Counts a call before it is sent, at once where there is room; what comes back takes it back, where nothing was sent after all. */
export type Admit = (call: CallBase) => (() => void) | Promise<() => void>;

/** @throws {BrokerError} from what it makes: `rate-limited` or `aborted`, not sent. */
export function createAdmission({ clock, weights, orders, readWaitMs }: AdmissionOptions): Admit {
  const waitMs = ({ weight, orders: count = 0, priority = 'normal' }: CallBase) =>
    Math.max(weights.waitMs(weight, priority), orders.waitMs(count, priority));
  const waitForTurn = async (call: CallBase): Promise<void> => {
    const untilAt = clock.now() + (call.validity === undefined ? readWaitMs : 0);
    for (let ms = waitMs(call); ms > 0; ms = waitMs(call)) {
      if (clock.now() + ms > untilAt) throw rateLimited(call, ms);
      await sleep(clock, ms, call.abortSignal).catch(() => {
        throw toTransportError({ reason: 'aborted', mayHaveLeft: false, detail: 'waiting for the limits' }, call);
      });
    }
  };
  const count = (call: CallBase) => {
    const giveBackWeight = weights.add(call.weight);
    const giveBackOrders = orders.add(call.orders ?? 0);
    return () => {
      giveBackWeight();
      giveBackOrders();
    };
  };
  return (call) => (waitMs(call) > 0 ? waitForTurn(call).then(() => count(call)) : count(call));
}

function rateLimited({ operation, clientOrderId }: CallBase, retryAfterMs: number): BrokerError {
  const message = `${operation} was held back: Binance's limits leave no room for it. Try again in ${retryAfterMs} ms.`;
  const options = { operation, message, retryAfterMs, ...(clientOrderId ? { clientOrderId } : {}) };
  return new BrokerError('rate-limited', { ...options, outcome: 'not-sent' });
}
