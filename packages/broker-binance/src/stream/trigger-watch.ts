import { isOpenOrder, type Clock, type Logger, type Order } from '@perpdesk/broker-core';
import { backOffMs } from './back-off.ts';
import { algoIdOf } from '../order-ref.ts';

export interface TriggerWatchOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  /** How long an order may be without execution after its trigger. Default 3000. */
  readonly stuckAfterMs?: number;
  /** How the order stands at the exchange, in both order services. @throws where it cannot be asked. */
  lookUp(order: Order, abortSignal: AbortSignal): Promise<Order | null>;
  /** The order moved on and the stream has not said so. */
  onMoved(order: Order): void;
  onStuck(order: Order, triggeredAt: number): void;
}

/** Looks after conditional orders that triggered and do not execute: what they were to protect is not protected. */
export interface TriggerWatch {
  /** To be called with every state of every order. */
  see(order: Order): void;
  close(): void;
}

interface Watched {
  order: Order;
  readonly triggeredAt: number;
  readonly controller: AbortController;
  cancel: () => void;
  looks: number;
  isTold: boolean;
}

const MAX_DELAY_MS = 30_000;
const TRIGGERED: readonly string[] = ['TRIGGERING', 'TRIGGERED'];

function isWaiting(order: Order): boolean {
  const isTriggered = algoIdOf(order.venueOrderId) !== null && TRIGGERED.includes(order.venueStatus);
  return isTriggered && isOpenOrder(order) && order.executionOrderId === null;
}

export function createTriggerWatch(options: TriggerWatchOptions): TriggerWatch {
  const { clock, logger, random, stuckAfterMs = 3_000 } = options;
  const watched = new Map<string, Watched>();
  const keyOf = ({ symbol, venueOrderId }: Order) => `${symbol} ${venueOrderId}`;

  const drop = (key: string) => {
    const one = watched.get(key);
    watched.delete(key);
    one?.cancel();
    one?.controller.abort();
  };
  const wait = (one: Watched) => {
    const delayMs = backOffMs(one.looks + 1, { firstMs: stuckAfterMs, maxMs: MAX_DELAY_MS }, random);
    one.cancel = clock.schedule(one.looks === 0 ? stuckAfterMs : delayMs, () => void look(one));
  };

  const look = async (one: Watched) => {
    const { symbol, clientOrderId, venueOrderId } = one.order;
    one.looks += 1;
    try {
      const found = await options.lookUp(one.order, one.controller.signal);
      if (one.controller.signal.aborted) return;
      if (found !== null && !isWaiting(found)) options.onMoved(found);
      else if (!one.isTold) {
        one.isTold = true;
        const fields = { symbol, clientOrderId, venueOrderId, triggeredAt: one.triggeredAt };
        logger.error('A conditional order triggered and does not execute: its position is not protected', fields);
        options.onStuck(found ?? one.order, one.triggeredAt);
      }
    } catch {
      if (one.controller.signal.aborted) return;
      // not having been able to look proves nothing
      logger.warn('A triggered order without execution could not be looked up', { symbol, clientOrderId });
    }
    wait(one);
  };

  return {
    see(order) {
      const key = keyOf(order);
      if (!isWaiting(order)) return drop(key);
      const known = watched.get(key);
      if (known !== undefined) {
        known.order = order;
        return;
      }
      const one: Watched = {
        order,
        triggeredAt: order.updatedAt,
        controller: new AbortController(),
        cancel: () => {},
        looks: 0,
        isTold: false,
      };
      watched.set(key, one);
      wait(one);
    },
    close() {
      for (const key of watched.keys()) drop(key);
    },
  };
}
