/** Where time comes from. Everything that waits or reads the time takes one, so that tests can stand it still. */
export interface Clock {
  /** Unix time in milliseconds. */
  now(): number;
  /** Calls back once after `delayMs`; the returned function cancels it. Does not keep the process alive by itself. */
  schedule(delayMs: number, callback: () => void): () => void;
  /** Calls back once what has come in until now was handled. Absent: there is nothing that comes in by itself. */
  turn?(callback: () => void): void;
  /** Keeps the process alive until the returned function is called, whatever else it waits for. */
  hold?(): () => void;
}

/** Resolves after `ms` of the clock's time, or rejects with the signal's reason when aborted. */
export function sleep(clock: Clock, ms: number, abortSignal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (abortSignal?.aborted) return reject(abortSignal.reason);
    const onAbort = () => {
      cancel();
      reject(abortSignal?.reason);
    };
    const cancel = clock.schedule(ms, () => {
      abortSignal?.removeEventListener('abort', onAbort);
      resolve();
    });
    abortSignal?.addEventListener('abort', onAbort, { once: true });
  });
}
