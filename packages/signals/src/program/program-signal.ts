import type { DecimalInput } from '@perpdesk/broker-core';

/** A signal from code: the original trading system's fields. Amounts are decimal text or Decimals, never JS numbers. */
export interface ProgramSignal {
  /** Makes it exactly-once in a journal that lasts: the same id again changes nothing, with another signal it is refused. */
  readonly id?: string;
  /** Whose position it is; several strategies on one symbol need it. Default `default`. */
  readonly strategy?: string;
  /** With or without `.P`. */
  readonly symbol: string;
  readonly exchange?: string;
  readonly action: 'buy' | 'sell';
  /** Signed, the strategy's units: the position after it. */
  readonly positionSize?: DecimalInput;
  /** Quote asset; informational. */
  readonly price?: DecimalInput;
  readonly marketPosition?: 'long' | 'short' | 'flat';
  /** ≥ 0, the strategy's units. */
  readonly marketPositionSize: DecimalInput;
  readonly prevMarketPosition?: 'long' | 'short' | 'flat';
  /** ≥ 0, the strategy's units. */
  readonly prevMarketPositionSize: DecimalInput;
  /** Ignored with a note: the account's leverage stands. */
  readonly leverage?: DecimalInput;
  /** The margin type; ignored with a note: the account's stands. */
  readonly tradingMode?: 'isolated' | 'cross';
  /** Only `market` is built. */
  readonly orderType?: string;
}
