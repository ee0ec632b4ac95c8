import type { Decimal, Fill, Instrument, Order, VenueCause } from '@perpdesk/broker-core';
import { remainingOf, updateOrder } from './book.ts';
import { positionOf } from './lookup.ts';
import { movePosition } from './move-position.ts';
import { viewPosition } from './position-view.ts';
import { type Progress, advance } from './progress.ts';
import { reducibleQuantity } from './reducible-quantity.ts';
import { roundAveragePrice, roundMoneyUp } from './rounding.ts';
import type { OpenOrder } from './state.ts';
import { book, tellBalance } from './wallet.ts';

export type Execution = {
  readonly instrument: Instrument;
  /** Base asset, > 0, at most what remains of the order. */
  readonly quantity: Decimal;
  /** Quote asset. */
  readonly price: Decimal;
  readonly isMaker: boolean;
  readonly cause: VenueCause | null;
};

/** Executes a part or all of an open order: position, wallet, bookings, and the order itself. */
export function fillOrder(progress: Progress, open: OpenOrder, execution: Execution, at: number): Progress {
  const { order } = open;
  const { instrument, quantity, price, isMaker, cause } = execution;
  const { symbol, side, positionSide } = order;
  const { rules, nextTradeId } = progress.state;
  const asset = instrument.settleAsset;
  const fee = roundMoneyUp(quantity.times(price).times(isMaker ? rules.fees.maker : rules.fees.taker));
  const delta = side === 'buy' ? quantity : quantity.neg();
  const { positions, realizedPnl } = movePosition(progress.state, { instrument, positionSide, delta, price }, at);
  const fill: Fill = {
    symbol,
    tradeId: nextTradeId.toString(),
    venueOrderId: order.venueOrderId,
    clientOrderId: order.clientOrderId,
    side,
    positionSide,
    quantity,
    price,
    fee,
    feeAsset: asset,
    realizedPnl,
    isMaker,
    venueAt: at,
  };
  let next = advance(
    progress,
    { positions, nextTradeId: nextTradeId + 1 },
    {
      type: 'fill-received',
      venueAt: at,
      fill,
      cause,
      executionOrderId: order.executionOrderId ?? order.venueOrderId,
    },
  );
  next = book(next, { type: 'realized-pnl', symbol, asset, amount: realizedPnl }, at);
  next = book(next, { type: 'fee', symbol, asset, amount: fee.neg() }, at);
  next = updateOrder(next, afterFill(open, execution, reducibleQuantity(next.state, order), at), 'filled', at);
  const held = positionOf(next.state, symbol, positionSide);
  const position = held === null ? null : viewPosition(next.state, held);
  next = advance(next, {}, { type: 'position-updated', venueAt: at, symbol, positionSide, position });
  return tellBalance(next, asset, at);
}

function afterFill(open: OpenOrder, { quantity, price }: Execution, leftInPosition: Decimal, at: number): OpenOrder {
  const filledQuantity = open.order.filledQuantity.plus(quantity);
  const filledNotional = open.filledNotional.plus(quantity.times(price));
  const remaining = remainingOf({ ...open.order, filledQuantity }) ?? leftInPosition;
  const status = remaining.isZero() ? 'filled' : 'partially-filled';
  const order: Order = {
    ...open.order,
    status,
    venueStatus: open.isTriggered && !remaining.isZero() ? open.order.venueStatus : status,
    filledQuantity,
    averageFillPrice: roundAveragePrice(filledNotional.div(filledQuantity)),
    updatedAt: at,
  };
  return { ...open, order, filledNotional };
}
