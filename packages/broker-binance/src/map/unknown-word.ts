import { BrokerError } from '@perpdesk/broker-core';

const OPERATION = 'readAnswer';
const messageOf = (what: string, word: string) =>
  `Binance's ${what} ${JSON.stringify(word.slice(0, 40))} is not known here. Look at the account before going on.`;

/** Outcome unknown: Binance said yes to something, in a word of which nothing can be concluded. */
export function unknownWord(what: string, word: string): BrokerError {
  return new BrokerError('venue-error', { operation: OPERATION, message: messageOf(what, word), outcome: 'unknown' });
}

/** As `unknownWord`, for one of an order's terms: an order that was not sent from here, since these are all known. */
export function unknownTerm(what: string, word: string): BrokerError {
  return new BrokerError('unsupported', { operation: OPERATION, message: messageOf(what, word), outcome: 'unknown' });
}

/** Whether the failure is that an order is of a kind that this adapter does not know. */
export function isUnknownTerm(error: unknown): error is BrokerError {
  return BrokerError.is(error) && error.code === 'unsupported' && error.outcome === 'unknown';
}
