import { BrokerError, isRetryableError } from '@perpdesk/broker-core';

const ATTEMPTS = 3;

/**
 * Reads, and reads at once again where the exchange gave no answer: an account is known by a dozen reads, and one that is
 * lost is no reason to begin with all of them anew. What the exchange says no to, or asks to wait with, is thrown.
 */
export async function readAgain<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt === ATTEMPTS || !isPassing(error)) throw error;
    }
  }
}

/** A read that timed out has had its time. */
function isPassing(error: unknown): boolean {
  if (!BrokerError.is(error) || error.code === 'rate-limited' || error.code === 'timeout') return false;
  return error.retryAfterMs === undefined && isRetryableError(error, { read: true });
}
