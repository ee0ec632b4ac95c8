import { BrokerError } from '@perpdesk/broker-core';

/**
 * Waits for work that others share, until aborted; the work goes on for them.
 *
 * @throws {BrokerError} `aborted` (not-sent): nothing was sent in the caller's name.
 */
export async function unlessAborted<T>(
  work: Promise<T>,
  operation: string,
  abortSignal: AbortSignal | undefined,
): Promise<T> {
  if (abortSignal === undefined) return work;
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      const message = `${operation} was aborted while it waited. Nothing was sent.`;
      reject(new BrokerError('aborted', { operation, message, outcome: 'not-sent' }));
    };
  });
  abortSignal.addEventListener('abort', stop, { once: true });
  if (abortSignal.aborted) stop();
  try {
    return await Promise.race([aborted, work]);
  } finally {
    abortSignal.removeEventListener('abort', stop);
  }
}
