import { BrokerError } from '@perpdesk/broker-core';

/** Outcome unknown: Binance said yes to something, in a word of which nothing can be concluded. */
export function unknownWord(what: string, word: string): BrokerError {
  const message = `Binance's ${what} ${JSON.stringify(word.slice(0, 40))} is not known here. Look at the account before going on.`;
  return new BrokerError('venue-error', { operation: 'readAnswer', message, outcome: 'unknown' });
}
