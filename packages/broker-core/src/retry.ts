import { BrokerError, isRetryableError } from './broker-error.ts';
import { type Clock, sleep } from './clock.ts';

export interface RetryOptions {
  readonly clock: Clock;
  /** In all, the first one included; whole number ≥ 1. */
  readonly attempts: number;
  /** Before the second attempt; doubles each time. The error's own `retryAfterMs` counts where it is longer. */
  readonly delayMs: number;
  /** The operation only reads: a timeout or lost connection may be repeated too. Default `false`. */
  readonly read?: boolean;
  /** From 0 to below 1: shortens each delay by up to a half, so that callers do not come in step. Default: no jitter. */
  readonly random?: () => number;
  /** Ends the waiting between attempts; rejects with its reason. */
  readonly abortSignal?: AbortSignal;
}

/**
 * Runs the operation until it resolves, and rejects with its last error.
 *
 * Repeats only what {@link isRetryableError} allows: never a write whose outcome is unknown, which may have happened.
 * Keeps the process alive while it waits.
 */
export async function retry<T>(operation: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const { clock, attempts, delayMs, read = false, random = () => 0, abortSignal } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await operation(attempt);
    } catch (error) {
      if (attempt >= attempts || !isRetryableError(error, { read })) throw error;
      const ownMs = delayMs * 2 ** (attempt - 1) * (1 - random() / 2);
      const askedMs = BrokerError.is(error) ? (error.retryAfterMs ?? 0) : 0;
      await held(clock, () => sleep(clock, Math.max(ownMs, askedMs), abortSignal));
    }
  }
}

/** Nothing else may keep the process alive between two attempts, and its caller waits. */
async function held(clock: Clock, wait: () => Promise<void>): Promise<void> {
  const release = clock.hold?.();
  try {
    await wait();
  } finally {
    release?.();
  }
}
