import { decimal, type Instrument, type LeverageBracket, type MarginType, ZERO } from '@perpdesk/broker-core';
import type { Decimal } from '@perpdesk/broker-core';
import type { Fees, Rules } from './rules.ts';
import { STANDARD_INSTRUMENTS } from './standard-instruments.ts';
import { standardBrackets } from './standard-brackets.ts';

export interface RulesOptions {
  /** Default: {@link STANDARD_INSTRUMENTS}. */
  readonly instruments?: readonly Instrument[];
  /** By symbol; default: brackets made from the instrument's highest leverage. */
  readonly brackets?: Readonly<Record<string, readonly LeverageBracket[]>>;
  /** Fractions of notional; default 0.0002 and 0.0005. */
  readonly fees?: Fees;
  /** Of a symbol until it is set, at most the symbol's own; default 10. */
  readonly leverage?: number;
  /** Of a symbol until it is set; default cross. */
  readonly marginType?: MarginType;
  /** Fraction of the price, ≥ 0; default 0. */
  readonly slippage?: Decimal;
  /** Base asset, the most that one order fills at once; default unbounded. */
  readonly liquidity?: Decimal;
  /** Plain and triggered orders of one symbol; default 200. */
  readonly maxOpenOrders?: number;
  /** Conditional orders that wait, over all symbols; default 200. */
  readonly maxConditionalOrders?: number;
  /** A conditional order executes under a new id of the exchange when it triggers; default false: under its own. */
  readonly separateExecutionIds?: boolean;
  /** Conditional orders that trigger do not execute; default false. */
  readonly holdsTriggers?: boolean;
  /** Default `USDT`. */
  readonly quoteAsset?: string;
}

/** What Binance takes of a new account, as fractions of the notional. */
export const STANDARD_FEES: Fees = { maker: decimal('0.0002'), taker: decimal('0.0005') };

/** The rules of a simulated exchange, with what is left out filled in. */
export function createRules(options: RulesOptions = {}): Rules {
  const instruments = options.instruments ?? STANDARD_INSTRUMENTS;
  return {
    instruments: new Map(instruments.map((instrument) => [instrument.symbol, instrument])),
    brackets: new Map(
      instruments.map((instrument) => [
        instrument.symbol,
        options.brackets?.[instrument.symbol] ?? standardBrackets(instrument),
      ]),
    ),
    fees: options.fees ?? STANDARD_FEES,
    defaults: { leverage: options.leverage ?? 10, marginType: options.marginType ?? 'cross' },
    slippage: options.slippage ?? ZERO,
    liquidity: options.liquidity ?? null,
    maxOpenOrders: options.maxOpenOrders ?? 200,
    maxConditionalOrders: options.maxConditionalOrders ?? 200,
    separateExecutionIds: options.separateExecutionIds ?? false,
    holdsTriggers: options.holdsTriggers ?? false,
    quoteAsset: options.quoteAsset ?? 'USDT',
  };
}
