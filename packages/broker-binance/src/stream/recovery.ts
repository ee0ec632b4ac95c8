import { BrokerError, type Clock, type Logger } from '@perpdesk/broker-core';
import { type BackOff, backOffMs } from './back-off.ts';

/** When and why events may have been missed. */
export interface Loss {
  readonly reasons: readonly string[];
  /** Unix ms, the exchange's time. */
  readonly fromAt: number;
}

export interface RecoveryOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly backOff?: BackOff;
  readonly isConnected: () => boolean;
  /** Reads the account. What it resolves with takes the reading in, and is called at once unless the reading is outdated by then. */
  attempt(fromAt: number, abortSignal: AbortSignal): Promise<(loss: Loss) => void>;
  /** An attempt failed. `true`: give up. */
  onFailure(error: unknown): boolean;
}

/** From the moment when events may have been missed until the account was read on a connection that stood all the while. */
export interface Recovery {
  readonly isPending: boolean;
  /** Several losses before the end of the reading are one; a reading under way begins anew. */
  begin(reason: string, fromAt: number): void;
  /** To be called when a connection is up. */
  resume(): void;
  close(): void;
}

const BACK_OFF: BackOff = { firstMs: 500, maxMs: 30_000 };

export function createRecovery(options: RecoveryOptions): Recovery {
  const { clock, logger, random, backOff = BACK_OFF, isConnected } = options;
  let loss: Loss | null = null;
  let running: AbortController | null = null;
  let cancel = () => {};
  let failures = 0;
  let isOver = false;

  const stop = () => {
    isOver = true;
    cancel();
    running?.abort();
  };

  const attempt = async (controller: AbortController, fromAt: number) => {
    const { signal } = controller;
    let settled: Loss | null = null;
    try {
      const settle = await options.attempt(fromAt, signal);
      if (signal.aborted || loss === null) return;
      settled = loss;
      loss = null;
      settle(settled);
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      loss ??= settled;
      if (options.onFailure(error)) return stop();
      failures += 1;
      const delayMs = backOffMs(failures, backOff, random);
      const detail = BrokerError.is(error) ? error.code : error instanceof Error ? error.message : 'unknown';
      logger.warn('The account could not be read after a gap', { detail, failures, delayMs });
      cancel = clock.schedule(delayMs, resume);
    }
  };

  function resume() {
    cancel();
    if (loss === null || running !== null || isOver || !isConnected()) return;
    const controller = new AbortController();
    running = controller;
    void attempt(controller, loss.fromAt).finally(() => {
      if (running === controller) running = null;
    });
  }

  return {
    get isPending() {
      return loss !== null;
    },
    begin(reason, fromAt) {
      loss =
        loss === null
          ? { reasons: [reason], fromAt }
          : { reasons: [...new Set([...loss.reasons, reason])], fromAt: Math.min(loss.fromAt, fromAt) };
      running?.abort();
      running = null;
      resume();
    },
    resume,
    close: stop,
  };
}
