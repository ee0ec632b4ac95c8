import { formatDecimal, roundPriceTo, toClientOrderId, ZERO } from '@perpdesk/broker-core';
import { addOrder } from './book.ts';
import { closingOrder } from './closing-order.ts';
import { fillOrder } from './fill.ts';
import type { Deleveraging } from './input.ts';
import { tradedInstrument } from './listed.ts';
import { positionOf } from './lookup.ts';
import { expireOrphans } from './orphans.ts';
import { done, type Outcome } from './outcome.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refusal.ts';

/** What an auto-deleveraging's order is called. */
const CLIENT_ORDER_ID = toClientOrderId('adl_autoclose');

/** Closes a position or a part of it by an order of the exchange's own. */
export function deleverage(progress: Progress, input: Deleveraging, at: number): Outcome {
  const { symbol, positionSide } = input;
  const traded = tradedInstrument(progress.state, symbol);
  if (!traded.ok) return traded;
  const { instrument, mark } = traded;
  const held = positionOf(progress.state, symbol, positionSide);
  if (held === null) return refuse('reduce-only-rejected', `${symbol} ${positionSide} is flat.`);
  const quantity = input.quantity ?? held.quantity.abs();
  if (quantity.lte(ZERO) || quantity.gt(held.quantity.abs()) || !quantity.mod(instrument.stepSize).isZero()) {
    const size = formatDecimal(held.quantity.abs());
    return refuse(
      'invalid-request',
      `${formatDecimal(quantity)} of ${symbol} cannot be closed of a position of ${size}.`,
    );
  }
  const open = closingOrder(progress.state, { held, quantity, clientOrderId: CLIENT_ORDER_ID }, at);
  const price = input.price ?? roundPriceTo(mark, instrument, 'nearest');
  const execution = { instrument, quantity, price, isMaker: false, cause: 'adl' } as const;
  return done(expireOrphans(fillOrder(addOrder(progress, open, at), open, execution, at), at), [
    open.order.venueOrderId,
  ]);
}
