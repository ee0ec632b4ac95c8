import { type Instrument, MARGIN_TYPES, type MarginType } from '@perpdesk/broker-core';
import { listedInstrument } from './listed.ts';
import { settingsOf } from './lookup.ts';
import { carriesLeverage } from './margin-check.ts';
import { freeMarginOf } from './margin.ts';
import { done, type Outcome } from './outcome.ts';
import { advance, type Progress } from './progress.ts';
import { refuse } from './refusal.ts';
import type { EngineState, SymbolSettings } from './state.ts';
import { carrySymbol } from './totals.ts';

export function setLeverage(progress: Progress, symbol: string, leverage: number, at: number): Outcome {
  const { state } = progress;
  const listed = listedInstrument(state, symbol);
  if (!listed.ok) return listed;
  const { instrument } = listed;
  if (!Number.isInteger(leverage) || leverage < 1) {
    return refuse('invalid-request', `Leverage ${leverage} is no whole number from 1 on.`);
  }
  if (leverage > instrument.maxLeverage) {
    const message = `Leverage ${leverage} is above ${symbol}'s highest ${instrument.maxLeverage}. Lower it.`;
    return refuse('leverage-too-high', message);
  }
  const settings = settingsOf(state, instrument);
  if (settings.leverage === leverage) return done(progress);
  if (!carriesLeverage(state, symbol, leverage)) {
    return refuse('leverage-too-high', `${symbol}'s position and orders are too large for leverage ${leverage}.`);
  }
  const isIsolated = state.positions.some((held) => held.symbol === symbol && held.marginType === 'isolated');
  if (isIsolated && leverage < settings.leverage) {
    return refuse('has-open-exposure', `${symbol} has an isolated position: its leverage can only be raised.`);
  }
  const next = withSettings(progress, instrument, { ...settings, leverage }, at);
  if (leverage < settings.leverage && lacksMargin(next.state, instrument) && hasExposure(state, symbol)) {
    return refuse('insufficient-margin', `The free balance does not cover ${symbol} at leverage ${leverage}.`);
  }
  return done(next);
}

export function setMarginType(progress: Progress, symbol: string, marginType: MarginType, at: number): Outcome {
  const { state } = progress;
  const listed = listedInstrument(state, symbol);
  if (!listed.ok) return listed;
  if (!MARGIN_TYPES.includes(marginType)) {
    return refuse('invalid-request', `The margin type ${marginType} is none of ${MARGIN_TYPES.join(', ')}.`);
  }
  const settings = settingsOf(state, listed.instrument);
  if (settings.marginType === marginType) return done(progress);
  if (hasExposure(state, symbol)) {
    return refuse('has-open-exposure', `${symbol} has a position or open orders. Close and cancel first.`);
  }
  return done(withSettings(progress, listed.instrument, { ...settings, marginType }, at));
}

function withSettings(progress: Progress, { symbol }: Instrument, settings: SymbolSettings, at: number): Progress {
  const next = advance(
    progress,
    { settings: { ...progress.state.settings, [symbol]: settings } },
    { type: 'settings-updated', venueAt: at, symbol, ...settings },
  );
  carrySymbol(progress.state, next.state, symbol);
  return next;
}

function hasExposure(state: EngineState, symbol: string): boolean {
  return (
    state.positions.some((held) => held.symbol === symbol) || state.orders.some(({ order }) => order.symbol === symbol)
  );
}

function lacksMargin(state: EngineState, { settleAsset }: Instrument): boolean {
  return freeMarginOf(state, settleAsset).isNegative();
}
