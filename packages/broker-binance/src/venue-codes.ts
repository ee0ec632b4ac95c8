import type { BrokerErrorCode, Outcome } from '@perpdesk/broker-core';
import { GENERAL_CODES, PROCESSING_CODES } from './venue-codes/general-codes.ts';
import { EXECUTION_CODES, FILTER_CODES, OPTION_CODES } from './venue-codes/order-codes.ts';
import { SOURCES, type VenueCodeRow } from './venue-codes/venue-code.ts';

/** What one of Binance's codes means here. */
export interface VenueCode {
  readonly code: BrokerErrorCode;
  /** For a write. */
  readonly outcome: Outcome;
  /** Of Binance's number, in a sentence. */
  readonly meaning: string;
  /** Where it stands. */
  readonly source: string;
}

const ROWS: readonly VenueCodeRow[] = [
  ...GENERAL_CODES,
  ...PROCESSING_CODES,
  ...FILTER_CODES,
  ...OPTION_CODES,
  ...EXECUTION_CODES,
];

/** By Binance's number. */
export const VENUE_CODES: ReadonlyMap<number, VenueCode> = new Map(
  ROWS.map(([number, code, outcome, source, meaning]) => [number, { code, outcome, meaning, source: SOURCES[source] }]),
);
