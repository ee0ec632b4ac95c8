import type { Decimal, Instrument } from '@perpdesk/broker-core';
import { markOf, priceOf } from './lookup.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { EngineState } from './state.ts';

/** The instrument of a symbol that is listed. */
export function listedInstrument(
  state: EngineState,
  symbol: string,
): { readonly ok: true; readonly instrument: Instrument } | Refusal {
  const instrument = state.rules.instruments.get(symbol);
  if (instrument !== undefined) return { ok: true, instrument };
  return refuse('unknown-symbol', `${symbol.slice(0, 40)} is not listed here. See getInstruments().`);
}

export type Traded = {
  readonly ok: true;
  readonly instrument: Instrument;
  /** Quote asset. */
  readonly last: Decimal;
  /** Quote asset. */
  readonly mark: Decimal;
};

/** The instrument and the prices of a symbol that is traded. */
export function tradedInstrument(state: EngineState, symbol: string): Traded | Refusal {
  const listed = listedInstrument(state, symbol);
  if (!listed.ok) return listed;
  const last = priceOf(state, symbol);
  if (last !== null) return { ok: true, instrument: listed.instrument, last, mark: markOf(state, symbol) ?? last };
  return refuse('instrument-not-trading', `${symbol} has no price yet. Wait for the first one.`);
}
