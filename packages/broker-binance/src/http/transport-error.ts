import { BrokerError } from '@perpdesk/broker-core';
import type { CallBase } from './call.ts';

/** Why there is no answer. */
export interface Failure {
  readonly reason: 'timeout' | 'network' | 'aborted' | 'not-connected';
  /** Whether any byte of the request may have left the process. */
  readonly mayHaveLeft: boolean;
  /** In plain words or as the system's code; no secret. */
  readonly detail: string;
}

/** What a call without an answer means. */
export function toTransportError({ reason, mayHaveLeft, detail }: Failure, call: CallBase): BrokerError {
  const { operation, validity, clientOrderId } = call;
  const remedy = !mayHaveLeft
    ? 'Nothing was sent.'
    : validity === undefined
      ? 'Ask again.'
      : 'It may have been carried out: look before anything else.';
  return new BrokerError(reason, {
    operation,
    message: `${operation} got no answer from Binance (${detail}). ${remedy}`,
    outcome: mayHaveLeft ? 'unknown' : 'not-sent',
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
  });
}
