import { type Fill, toVenueOrderId } from '@perpdesk/broker-core';
import type { FillLink } from '../stream/order-tracker.ts';
import type { WireTrade } from '../wire/user-trades.ts';
import { positionSideOf, sideOf } from './order-words.ts';

/** A trade of the list, which knows the plain order's id alone; `link` says whose order that is. */
export function fillOf(trade: WireTrade, link: FillLink | null): Fill {
  return {
    symbol: trade.symbol,
    tradeId: trade.id,
    venueOrderId: link?.venueOrderId ?? toVenueOrderId(trade.orderId),
    clientOrderId: link?.clientOrderId ?? null,
    side: sideOf(trade.side),
    positionSide: positionSideOf(trade.positionSide),
    quantity: trade.qty,
    price: trade.price,
    fee: trade.commission,
    feeAsset: trade.commissionAsset,
    realizedPnl: trade.realizedPnl,
    isMaker: trade.maker,
    venueAt: trade.time,
  };
}
