import {
  BrokerError,
  type Clock,
  type ClientOrderId,
  type Order,
  sleep,
  type Validity,
  type WriteOptions,
} from '@perpdesk/broker-core';
import { abortable } from './abortable.ts';
import type { AccountCommand } from './engine/input.ts';
import type { Refusal } from './engine/refusal.ts';
import type { EngineState } from './engine/state.ts';
import { checkValidity } from './engine/validity-check.ts';
import type { Exchange } from './exchange.ts';
import { toBrokerError } from './refusal-error.ts';
import { toStoreFailure } from './store-failure.ts';

/** Where a write names no validity: from its arrival on, for this long. */
const RECEIVE_WINDOW_MS = 5000;

export type Write = {
  readonly operation: string;
  readonly options: WriteOptions | undefined;
  readonly clientOrderId?: ClientOrderId;
  /** Sees the state that its command will meet. */
  readonly toCommand: (state: EngineState) => AccountCommand | Refusal;
};

export type Writer = (exchange: Exchange, write: Write) => Promise<readonly Order[]>;

/** Brings commands to the exchange: checked on arrival, matched after the latency, checked again there. */
export function createWriter(clock: Clock, latencyMs: number): Writer {
  const run = async (exchange: Exchange, { operation, options, clientOrderId, toCommand }: Write) => {
    const arrivedAt = clock.now();
    const validity: Validity = options?.validity ?? { fromAt: arrivedAt, untilAt: arrivedAt + RECEIVE_WINDOW_MS };
    const early = checkValidity(validity, arrivedAt);
    if (early !== null) throw toBrokerError(early, operation, clientOrderId);
    if (latencyMs > 0) await sleep(clock, latencyMs);
    const result = await exchange.submit((state) => {
      const command = toCommand(state);
      return 'ok' in command ? command : { ...command, validity };
    });
    if (!result.ok) throw toBrokerError(result, operation, clientOrderId);
    return result.orders;
  };
  return async (exchange, write) => {
    try {
      return await abortable(write.operation, write.options?.abortSignal, () => run(exchange, write));
    } catch (error) {
      throw BrokerError.is(error) ? error : toStoreFailure(error, write.operation, 'unknown');
    }
  };
}
