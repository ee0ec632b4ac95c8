import type { Decimal, PositionMode } from '@perpdesk/broker-core';
import type { Rules } from './rules.ts';
import { STANDARD_PRICES } from './standard-prices.ts';
import type { EngineState } from './state.ts';

export interface StateOptions {
  readonly rules: Rules;
  /** Quote asset by symbol; laid over the standard prices. */
  readonly prices?: Readonly<Record<string, Decimal>>;
  /** Default one-way. */
  readonly positionMode?: PositionMode;
  /** The first order's id; default 1. */
  readonly firstOrderId?: number;
  /** The first fill's id; default 1. */
  readonly firstTradeId?: number;
}

/** An empty account: no money, no orders. Money comes by a `deposit`. */
export function createState({ rules, prices = {}, ...options }: StateOptions): EngineState {
  const known = Object.entries({ ...STANDARD_PRICES, ...prices }).filter(([symbol]) => rules.instruments.has(symbol));
  return {
    rules,
    nextOrderId: options.firstOrderId ?? 1,
    nextTradeId: options.firstTradeId ?? 1,
    positionMode: options.positionMode ?? 'one-way',
    balances: {},
    settings: {},
    prices: Object.fromEntries(known),
    marks: {},
    countdowns: {},
    positions: [],
    orders: [],
  };
}
