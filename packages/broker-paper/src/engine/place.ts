import { type OrderRequest, validateOrder } from '@perpdesk/broker-core';
import { addOrder, endOrder, openOrderById } from './book.ts';
import { checkAgainstBook, checkAgainstPrice } from './check-book.ts';
import { tradedInstrument } from './listed.ts';
import { checkMargin } from './margin-check.ts';
import { matchOrder } from './match.ts';
import { newOrder, type SupportedRequest } from './new-order.ts';
import type { Outcome } from './outcome.ts';
import type { Progress } from './progress.ts';
import { isReducing } from './reducing.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { OpenOrder } from './state.ts';
import { isMarketable, takerPrice } from './taker-price.ts';

/** Takes a new order in and lets it meet the market, or refuses it. */
export function placeOrder(progress: Progress, request: OrderRequest, at: number): Outcome {
  if (!isSupported(request)) return refuse('unsupported', `Orders of type ${request.type} cannot be placed here.`);
  const { state } = progress;
  const traded = tradedInstrument(state, request.symbol);
  if (!traded.ok) return traded;
  const { instrument, last } = traded;
  const [issue] = validateOrder(request, instrument, { positionMode: state.positionMode, referencePrice: last });
  if (issue !== undefined) return refuse(issue.code, issue.message);
  const open = newOrder(request, state.nextOrderId, at);
  const refusal =
    checkGoodTill(open, at) ?? checkAgainstBook(state, open) ?? checkAgainstPrice(state, open, last) ?? null;
  if (refusal !== null) return refusal;
  const { order } = open;
  if (order.quantity !== null && order.triggerPrice === null && !isReducing(order, state.positionMode)) {
    const takes = order.price === null || isMarketable(order.side, order.price, last);
    const price = takes ? takerPrice(state, instrument, order, last) : (order.price ?? last);
    const { side, positionSide, quantity } = order;
    const lacking = checkMargin(state, instrument, { side, positionSide, quantity, price });
    if (lacking !== null) return lacking;
  }
  const matched = matchOrder(addOrder(progress, open, at), order.venueOrderId, 'arrival', at);
  return { ok: true, progress: endImmediate(matched, open, at), touched: [order.venueOrderId] };
}

function isSupported(request: OrderRequest): request is SupportedRequest {
  switch (request.type) {
    case 'market':
    case 'limit':
    case 'stop-market':
    case 'take-profit-market':
      return true;
    case 'stop-limit':
    case 'take-profit-limit':
    case 'trailing-stop-market':
      return false;
    default:
      return request satisfies never;
  }
}

function checkGoodTill({ goodTillAt }: OpenOrder, at: number): Refusal | null {
  if (goodTillAt === null || goodTillAt > at) return null;
  return refuse('invalid-request', `goodTillAt ${goodTillAt} is past: the exchange's time is ${at}.`);
}

/** What is immediate or cancel does not rest. */
function endImmediate(progress: Progress, { order }: OpenOrder, at: number): Progress {
  const open = order.timeInForce === 'ioc' ? openOrderById(progress.state, order.venueOrderId) : null;
  if (open === null) return progress;
  return endOrder(progress, open, { status: 'expired', reason: 'Immediate or cancel: the rest did not fill.' }, at);
}
