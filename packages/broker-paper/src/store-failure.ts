import { BrokerError, type Outcome } from '@perpdesk/broker-core';
import { PaperStoreError } from './store/paper-store-error.ts';

/** A failure of the store as the broker's caller sees it; anything else is a bug and stays as it is. */
export function toStoreFailure(error: unknown, operation: string, outcome: Outcome): unknown {
  if (!PaperStoreError.is(error)) return error;
  const { message } = error;
  return new BrokerError('venue-error', {
    operation,
    outcome,
    message,
    venue: { name: 'paper', code: null, message: error.code },
    cause: error,
  });
}
