import type { BrokerErrorCode, Outcome } from '@perpdesk/broker-core';

/** Where a code stands. */
export const SOURCES = {
  /** Binance's own list, which has most of them. */
  docs: 'https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code',
  /** Its general page: what the HTTP status and the texts say of execution. */
  general: 'https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info',
  /** Its change log. */
  changes: 'https://developers.binance.com/docs/derivatives/change-log',
  /** Known from other clients' tables and their users' reports. */
  ccxt: 'https://github.com/ccxt/ccxt/blob/master/ts/src/binance.ts',
  nautilus:
    'https://github.com/nautechsystems/nautilus_trader/blob/develop/crates/adapters/binance/src/common/consts.rs',
} as const satisfies Readonly<Record<string, string>>;

/** One line a code: what it is here, what it means for a write, where it stands, what it says. */
export type VenueCodeRow = readonly [
  number: number,
  code: BrokerErrorCode,
  outcome: Outcome,
  source: keyof typeof SOURCES,
  meaning: string,
];
