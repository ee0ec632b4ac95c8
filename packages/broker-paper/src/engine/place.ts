import { type Decimal, type Instrument, isReducing, type OrderRequest, validateOrder } from '@perpdesk/broker-core';
import { addOrder } from './book.ts';
import { checkAgainstBook } from './check-book.ts';
import { checkAgainstPrice } from './check-price.ts';
import { isConditionalType, isWaiting } from './conditional.ts';
import { tradedInstrument } from './listed.ts';
import { checkMargin } from './margin-check.ts';
import { matchOrder } from './match.ts';
import { newOrder } from './new-order.ts';
import type { Outcome } from './outcome.ts';
import type { Progress } from './progress.ts';
import { type Refusal, refuse, refuseUnsent } from './refusal.ts';
import type { EngineState, OpenOrder } from './state.ts';
import { arrivalPrice } from './taker-price.ts';
import { followPrice } from './trail.ts';
import { watchedPrice } from './trigger.ts';

/** Takes a new order in and lets it meet the market, or refuses it. */
export function placeOrder(progress: Progress, request: OrderRequest, at: number): Outcome {
  const { state } = progress;
  const traded = tradedInstrument(state, request.symbol);
  if (!traded.ok) return traded;
  const { instrument, last, mark } = traded;
  const [issue] = validateOrder(request, instrument, { positionMode: state.positionMode, referencePrice: mark });
  if (issue !== undefined) return refuseUnsent(issue);
  const open = newOrder(request, state.nextOrderId, at);
  const refusal =
    checkGoodTill(open, at) ??
    checkAgainstBook(state, open) ??
    checkAgainstPrice(state, open, instrument, last) ??
    checkArrivalMargin(state, open, instrument, last);
  if (refusal !== null) return refusal;
  const { venueOrderId } = open.order;
  const matched = matchOrder(addOrder(progress, trailing(state, open), at), venueOrderId, 'arrival', at);
  return { ok: true, progress: matched, touched: [venueOrderId] };
}

/** A trailing stop without an activation price trails from its arrival on. */
function trailing(state: EngineState, open: OpenOrder): OpenOrder {
  const { order } = open;
  const price = isConditionalType(order.type) ? watchedPrice(state, order) : null;
  return price === null ? open : followPrice(open, price);
}

function checkGoodTill({ goodTillAt }: OpenOrder, at: number): Refusal | null {
  if (goodTillAt === null || goodTillAt > at) return null;
  return refuse('invalid-request', `goodTillAt ${goodTillAt} is past: the exchange's time is ${at}.`);
}

function checkArrivalMargin(
  state: EngineState,
  open: OpenOrder,
  instrument: Instrument,
  last: Decimal,
): Refusal | null {
  const { order } = open;
  const { side, positionSide, quantity } = order;
  if (quantity === null || isWaiting(open) || isReducing(order, state.positionMode)) return null;
  return checkMargin(state, instrument, {
    side,
    positionSide,
    quantity,
    price: arrivalPrice(state, instrument, order, last),
  });
}
