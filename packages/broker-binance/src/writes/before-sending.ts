import { BrokerError, type ClientOrderId } from '@perpdesk/broker-core';
import { restateError } from '../restate-error.ts';

/** A read that a write waits for. Where it fails, the write has not been sent, whatever that says of the read. */
export async function beforeSending<T>(work: Promise<T>, clientOrderId?: ClientOrderId): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!BrokerError.is(error)) throw error;
    throw restateError(error, {
      ...(error.outcome === 'unknown'
        ? { outcome: 'not-sent', message: `${error.message} The write that waited for it was not sent.` }
        : {}),
      ...(clientOrderId === undefined ? {} : { clientOrderId }),
    });
  }
}
