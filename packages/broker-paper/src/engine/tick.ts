import { type Decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import { isWaiting } from './conditional.ts';
import type { MarkTick, Tick } from './input.ts';
import { listedInstrument } from './listed.ts';
import { matchOrder } from './match.ts';
import { done, type Outcome } from './outcome.ts';
import { advance, type Progress } from './progress.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { EngineState, OpenOrder } from './state.ts';
import { isMarketable } from './taker-price.ts';
import { carrySymbol } from './totals.ts';

/** Takes the market's new prices; the symbol's open orders meet them in the order of their arrival. */
export function applyTick(progress: Progress, { symbol, price, markPrice }: Tick, at: number): Outcome {
  const refusal = checkPrices(progress, symbol, [price, ...(markPrice ? [markPrice] : [])]);
  if (refusal !== null) return refusal;
  const { prices, marks } = progress.state;
  const priced = advance(progress, {
    prices: { ...prices, [symbol]: price },
    marks: markPrice === undefined ? marks : withMark(marks, symbol, markPrice),
  });
  carrySymbol(progress.state, priced.state, symbol);
  return done(matchAll(priced, (open) => open.order.symbol === symbol && mayMove(open, price), at));
}

/** Takes a new mark price; only what waits for it can trigger, nothing that rests meets the last price again. */
export function applyMark(progress: Progress, { symbol, markPrice }: MarkTick, at: number): Outcome {
  const refusal = checkPrices(progress, symbol, [markPrice]);
  if (refusal !== null) return refusal;
  const marked = advance(progress, { marks: withMark(progress.state.marks, symbol, markPrice) });
  carrySymbol(progress.state, marked.state, symbol);
  const waitsForMark = (open: OpenOrder) =>
    open.order.symbol === symbol && open.order.triggerBy === 'mark' && isWaiting(open);
  return done(matchAll(marked, waitsForMark, at));
}

/** A limit that the price does not touch is left alone from the start: most are, at most prices. */
function mayMove(open: OpenOrder, last: Decimal): boolean {
  const { side, price } = open.order;
  return price === null || isWaiting(open) || isMarketable(side, price, last);
}

function matchAll(progress: Progress, meets: (open: OpenOrder) => boolean, at: number): Progress {
  const ids = progress.state.orders.filter(meets).map(({ order }) => order.venueOrderId);
  return ids.reduce((next, id) => matchOrder(next, id, 'tick', at), progress);
}

function withMark(marks: EngineState['marks'], symbol: string, mark: Decimal | null): EngineState['marks'] {
  const { [symbol]: _, ...others } = marks;
  return mark === null ? others : { ...others, [symbol]: mark };
}

function checkPrices({ state }: Progress, symbol: string, prices: readonly Decimal[]): Refusal | null {
  const listed = listedInstrument(state, symbol);
  if (!listed.ok) return listed;
  const wrong = prices.find((price) => price.lte(ZERO));
  return wrong === undefined ? null : refuse('invalid-request', `The price ${formatDecimal(wrong)} is not above zero.`);
}
