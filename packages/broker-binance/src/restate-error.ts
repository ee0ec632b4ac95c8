import { BrokerError, type BrokerErrorOptions } from '@perpdesk/broker-core';

/** The same failure, told of another call or with another outcome. */
export function restateError(
  { code, operation, outcome, message, venue, retryAfterMs, clientOrderId }: BrokerError,
  changes: Partial<Pick<BrokerErrorOptions, 'operation' | 'outcome' | 'message' | 'clientOrderId'>>,
): BrokerError {
  return new BrokerError(code, {
    operation,
    outcome,
    message,
    ...(venue === undefined ? {} : { venue }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    ...changes,
  });
}
