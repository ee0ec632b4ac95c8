import type { Logger } from '@perpdesk/broker-core';
import type { VenueAnswer } from './errors.ts';
import { VENUE_CODES } from './venue-codes.ts';

/** A code of the exchange that the table lacks is news to us: its meaning was guessed from its number and status alone. */
export function tellUnmapped({ status, code, message }: Omit<VenueAnswer, 'retryAfterMs'>, logger: Logger): void {
  if (code === null || VENUE_CODES.has(code)) return;
  logger.error('Binance answered with a code that is not known here', { status, code, text: message });
}
