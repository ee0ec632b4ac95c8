import { BrokerError } from '@perpdesk/broker-core';

/**
 * Resolves as the work does, or rejects when the caller stops waiting; the work itself goes on.
 *
 * @throws {BrokerError} `aborted`, outcome not-sent before the start, unknown after it.
 */
export async function abortable<T>(
  operation: string,
  abortSignal: AbortSignal | undefined,
  start: () => Promise<T>,
): Promise<T> {
  if (abortSignal === undefined) return start();
  if (abortSignal.aborted) {
    throw new BrokerError('aborted', {
      operation,
      outcome: 'not-sent',
      message: `${operation} was aborted before it began.`,
    });
  }
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => {
      reject(new BrokerError('aborted', { operation, message: `${operation} was aborted; it may have been done.` }));
    };
    abortSignal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([start(), aborted]);
  } finally {
    abortSignal.removeEventListener('abort', onAbort);
  }
}
