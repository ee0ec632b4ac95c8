import { type Decimal, formatDecimal, type Instrument, ZERO } from '@perpdesk/broker-core';
import { type Claim, exposureOf, heldNotional } from './exposure.ts';
import { markOf, settingsOf } from './lookup.ts';
import { bracketAt } from './maintenance.ts';
import { freeMarginOf } from './margin.ts';
import { type Refusal, refuse } from './refusal.ts';
import { roundMoneyDown, roundMoneyUp } from './rounding.ts';
import type { EngineState } from './state.ts';

/** Whether the account can carry what an order would add; always, where it adds nothing. */
export function checkMargin(state: EngineState, instrument: Instrument, claim: Claim): Refusal | null {
  const { symbol, settleAsset, quoteAsset } = instrument;
  const before = exposureOf(state, symbol);
  const after = exposureOf(state, symbol, [claim]);
  if (after.lte(before)) return null;
  const { leverage } = settingsOf(state, instrument);
  const bracket = bracketAt(state.rules.brackets.get(symbol) ?? [], after);
  if (bracket !== null && leverage > bracket.maxLeverage) {
    const found = `${symbol} could reach a notional of ${formatDecimal(roundMoneyUp(after))} ${quoteAsset}`;
    const message = `${found}, where leverage ${leverage} is above the highest ${bracket.maxLeverage}. Lower one of them.`;
    return refuse('leverage-too-high', message);
  }
  const margin = after.minus(before).div(leverage);
  const fee = claim.quantity.times(claim.price).times(state.rules.fees.taker);
  const needed = margin.plus(fee).plus(lossAtOnce(state, symbol, claim));
  const free = freeMarginOf(state, settleAsset);
  if (needed.lte(free)) return null;
  const message = `The order needs ${formatDecimal(roundMoneyUp(needed))} ${settleAsset} of margin, ${formatDecimal(roundMoneyDown(free))} are free. Order less.`;
  return refuse('insufficient-margin', message);
}

/** The largest notional (quote asset) that the leverage may still carry is not passed by what is held and resting. */
export function carriesLeverage(state: EngineState, symbol: string, leverage: number): boolean {
  const notional = exposureOf(state, symbol);
  const bracket = bracketAt(state.rules.brackets.get(symbol) ?? [], notional);
  return bracket === null || leverage <= bracket.maxLeverage || heldNotional(state, symbol).plus(notional).isZero();
}

function lossAtOnce(state: EngineState, symbol: string, { side, quantity, price }: Claim): Decimal {
  const mark = markOf(state, symbol) ?? price;
  const worse = side === 'buy' ? price.minus(mark) : mark.minus(price);
  return worse.isPositive() ? worse.times(quantity) : ZERO;
}
