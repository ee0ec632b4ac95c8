import { BrokerError } from '@perpdesk/broker-core';
import type { VenueAnswer } from '../errors.ts';
import type { CallBase } from './call.ts';

const NOT_KNOWN: readonly (number | null)[] = [-1022, -2014, -2015];
const MISSING = -1102;

/** Whether the exchange does not know who an unsigned request is from. */
export function isLogOnForgotten({ status, code, message }: VenueAnswer): boolean {
  return status === 401 || NOT_KNOWN.includes(code) || (code === MISSING && /signature|apikey/i.test(message));
}

/** Not what a refusal of the key is: signed, the same request may be taken. */
export function toForgottenLogOn({ operation, clientOrderId }: CallBase): BrokerError {
  return new BrokerError('not-connected', {
    operation,
    message: `${operation} was not taken: Binance has forgotten the log-on. Nothing was carried out.`,
    outcome: 'not-sent',
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
  });
}
