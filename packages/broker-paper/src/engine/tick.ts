import { formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { Tick } from './input.ts';
import { listedInstrument } from './listed.ts';
import { matchOrder } from './match.ts';
import { done, type Outcome } from './outcome.ts';
import { advance, type Progress } from './progress.ts';
import { refuse } from './refusal.ts';

/** Takes the market's new price; the symbol's open orders meet it in the order of their arrival. */
export function applyTick(progress: Progress, { symbol, price }: Tick, at: number): Outcome {
  const listed = listedInstrument(progress.state, symbol);
  if (!listed.ok) return listed;
  if (price.lte(ZERO)) return refuse('invalid-request', `The price ${formatDecimal(price)} is not above zero.`);
  const priced = advance(progress, { prices: { ...progress.state.prices, [symbol]: price } });
  const ids = priced.state.orders.filter(({ order }) => order.symbol === symbol).map(({ order }) => order.venueOrderId);
  return done(ids.reduce((next, id) => matchOrder(next, id, 'tick', at), priced));
}
