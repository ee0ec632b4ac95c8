import { Decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import { tradedInstrument } from './listed.ts';
import { done, type Outcome } from './outcome.ts';
import { viewPosition } from './position-view.ts';
import { advance, type Progress } from './progress.ts';
import { refuse } from './refusal.ts';
import { roundMoneyDown } from './rounding.ts';
import type { HeldPosition } from './state.ts';
import { book, tellBalance } from './wallet.ts';

/**
 * Books one funding of a symbol: each position pays or gets quantity · mark price · rate, a long pays above zero.
 *
 * An isolated position's is taken from or added to the margin that was set aside for it.
 */
export function applyFunding(progress: Progress, symbol: string, rate: Decimal, at: number): Outcome {
  const traded = tradedInstrument(progress.state, symbol);
  if (!traded.ok) return traded;
  if (rate.abs().gte(1)) {
    return refuse('invalid-request', `The funding rate ${formatDecimal(rate)} is no fraction between -1 and 1.`);
  }
  const { instrument, mark } = traded;
  const asset = instrument.settleAsset;
  const held = progress.state.positions.filter((position) => position.symbol === symbol);
  const paid = held.reduce((next, position) => {
    const amount = roundMoneyDown(position.quantity.times(mark).times(rate).neg());
    const booked = book(next, { type: 'funding', symbol, asset, amount }, at);
    return position.marginType === 'isolated' ? moveMargin(booked, position, amount, at) : booked;
  }, progress);
  return done(held.length === 0 ? paid : tellBalance(paid, asset, at));
}

function moveMargin(progress: Progress, held: HeldPosition, amount: Decimal, at: number): Progress {
  const isolatedMargin = Decimal.max(held.isolatedMargin.plus(amount), ZERO);
  const after: HeldPosition = { ...held, isolatedMargin, updatedAt: at };
  const next = advance(progress, {
    positions: progress.state.positions.map((position) => (position === held ? after : position)),
  });
  const { symbol, positionSide } = held;
  const position = viewPosition(next.state, after);
  return advance(next, {}, { type: 'position-updated', venueAt: at, symbol, positionSide, position });
}
