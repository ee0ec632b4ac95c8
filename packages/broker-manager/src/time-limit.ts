import { BrokerError, type Clock } from '@perpdesk/broker-core';

/** Rejects with the signal's reason when it is aborted first; the promise itself goes on unheard. */
export function untilAborted<T>(promise: Promise<T>, abortSignal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (abortSignal.aborted) reject(abortSignal.reason);
    const onAbort = () => reject(abortSignal.reason);
    abortSignal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => abortSignal.removeEventListener('abort', onAbort));
  });
}

/**
 * Runs `operation` with a signal that aborts after `timeoutMs` of the clock's time or with `abortSignal`, and does not wait
 * for an operation that ignores it.
 *
 * @throws {BrokerError} `timeout` when the time is up.
 */
export async function withTimeLimit<T>(
  clock: Clock,
  name: string,
  timeoutMs: number,
  abortSignal: AbortSignal,
  operation: (abortSignal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const both = AbortSignal.any([abortSignal, limit.signal]);
  const cancel = clock.schedule(timeoutMs, () =>
    limit.abort(new BrokerError('timeout', { operation: name, message: `${name} took longer than ${timeoutMs} ms.` })),
  );
  try {
    return await untilAborted(operation(both), both);
  } finally {
    cancel();
  }
}
