import type { Clock, Order, OrderRef, VenueOrderId } from '@perpdesk/broker-core';
import { backOffMs } from './back-off.ts';
import type { SparseLog } from './sparse-log.ts';

export interface UnknownOrdersOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: SparseLog;
  /** How long the stream may take to name the order itself. Default 500. */
  readonly afterMs?: number;
  isKnown(ref: OrderRef): boolean;
  lookUp(ref: OrderRef, abortSignal: AbortSignal): Promise<Order | null>;
  onFound(order: Order): void;
}

/** Looks up orders of which the stream told nothing but their execution, as after a start in the middle of it. */
export interface UnknownOrders {
  see(symbol: string, venueOrderId: VenueOrderId): void;
  close(): void;
}

const MAX_LOOKS = 6;
const MAX_DELAY_MS = 30_000;

export function createUnknownOrders(options: UnknownOrdersOptions): UnknownOrders {
  const { clock, random, log, afterMs = 500 } = options;
  const waiting = new Map<string, () => void>();
  const controller = new AbortController();

  const plan = (ref: OrderRef, key: string, looks: number) => {
    const delayMs = backOffMs(looks, { firstMs: afterMs, maxMs: MAX_DELAY_MS }, random);
    waiting.set(
      key,
      clock.schedule(delayMs, () => void look(ref, key, looks)),
    );
  };
  const look = async (ref: OrderRef, key: string, looks: number) => {
    const isDone = options.isKnown(ref) || looks > MAX_LOOKS;
    const found = isDone ? null : await options.lookUp(ref, controller.signal).catch(() => null);
    if (controller.signal.aborted) return;
    if (found !== null) options.onFound(found);
    if (found !== null || isDone) {
      waiting.delete(key);
      return;
    }
    log('unknown-order', 'An order of which only the execution is known was not found', { symbol: ref.symbol });
    plan(ref, key, looks + 1);
  };

  return {
    see(symbol, venueOrderId) {
      const key = `${symbol} ${venueOrderId}`;
      if (!waiting.has(key)) plan({ symbol, venueOrderId }, key, 1);
    },
    close() {
      controller.abort();
      for (const cancel of waiting.values()) cancel();
    },
  };
}
