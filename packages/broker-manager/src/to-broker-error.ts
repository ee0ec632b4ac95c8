import { BrokerError } from '@perpdesk/broker-core';

/**
 * The error itself where it is a {@link BrokerError}; else one that says where it happened and keeps it as its cause.
 * A stranger's message is not repeated: it may hold an address with a signature.
 */
export function toBrokerError(error: unknown, operation: string): BrokerError {
  if (BrokerError.is(error)) return error;
  const name = error instanceof Error ? error.name : typeof error;
  return new BrokerError(name === 'AbortError' ? 'aborted' : 'venue-error', {
    operation,
    message: name === 'AbortError' ? `Stopped waiting for ${operation}.` : `${operation} failed (${name}).`,
    cause: error,
  });
}
