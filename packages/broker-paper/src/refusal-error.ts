import { BrokerError, type ClientOrderId } from '@perpdesk/broker-core';
import type { Refusal } from './engine/refusal.ts';

/** A refusal as the error that a caller gets; its outcome is the code's own. */
export function toBrokerError(
  { code, message }: Refusal,
  operation: string,
  clientOrderId?: ClientOrderId,
): BrokerError {
  return new BrokerError(code, { message, operation, ...(clientOrderId === undefined ? {} : { clientOrderId }) });
}
