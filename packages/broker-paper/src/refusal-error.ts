import { BrokerError, type ClientOrderId } from '@perpdesk/broker-core';
import type { Refusal } from './engine/refusal.ts';

/** A refusal as the error that a caller gets. */
export function toBrokerError(
  { code, message, outcome }: Refusal,
  operation: string,
  clientOrderId?: ClientOrderId,
): BrokerError {
  return new BrokerError(code, {
    message,
    operation,
    ...(outcome === undefined ? {} : { outcome }),
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
  });
}
