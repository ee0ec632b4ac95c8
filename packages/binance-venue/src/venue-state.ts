import { formatDecimal } from '@perpdesk/broker-core';
import { viewBalance } from '@perpdesk/broker-paper/engine';
import { algoStatusOf, type OrderRecord } from './exchange/order-record.ts';
import type { VenueAccount } from './exchange/venue-account.ts';

/** An order in the ledger; amounts are decimal text. */
export interface LedgerOrder {
  readonly symbol: string;
  readonly clientOrderId: string;
  /** The plain order's id; `null` for a conditional order that has not triggered. */
  readonly orderId: string | null;
  /** `null` for a plain order. */
  readonly algoId: string | null;
  readonly algoStatus: string | null;
  readonly type: string;
  readonly side: string;
  readonly positionSide: string;
  readonly status: string;
  /** Base asset; `null` for an order that closes whatever there is. */
  readonly quantity: string | null;
  /** Quote asset; `null` where the type has none. */
  readonly triggerPrice: string | null;
  /** Quote asset: from where a trailing stop trails; `null` where it trails at once, and of other types. */
  readonly activationPrice: string | null;
  /** Percent, of a trailing stop; `null` of other types. */
  readonly callbackRate: string | null;
  /** Base asset. */
  readonly filledQuantity: string;
  /** Quote asset. */
  readonly averageFillPrice: string | null;
  readonly reason: string | null;
  /** Unix ms. */
  readonly createdAt: number;
  /** Unix ms. */
  readonly updatedAt: number;
}

export interface LedgerFill {
  readonly symbol: string;
  readonly tradeId: string;
  readonly orderId: string;
  readonly clientOrderId: string | null;
  readonly side: string;
  readonly positionSide: string;
  /** Base asset. */
  readonly quantity: string;
  /** Quote asset. */
  readonly price: string;
  readonly fee: string;
  readonly feeAsset: string;
  readonly realizedPnl: string;
  readonly isMaker: boolean;
  /** Unix ms. */
  readonly at: number;
}

export interface LedgerPosition {
  readonly symbol: string;
  readonly positionSide: string;
  /** Base asset, signed. */
  readonly quantity: string;
  /** Quote asset. */
  readonly entryPrice: string;
}

/** All that the exchange knows of an account: what tests hold against what a client believes. */
export interface VenueState {
  readonly account: string;
  /** Every order ever accepted, the oldest first. */
  readonly orders: readonly LedgerOrder[];
  /** Of the conditional orders that wait, or are held in TRIGGERING. */
  readonly openAlgoOrders: readonly LedgerOrder[];
  readonly fills: readonly LedgerFill[];
  readonly positions: readonly LedgerPosition[];
  /** Wallet balances by asset. */
  readonly balances: Readonly<Record<string, string>>;
}

export function toVenueState({ name, orders, fills, state }: VenueAccount): VenueState {
  const all = orders.all.map(toLedgerOrder);
  return {
    account: name,
    orders: all,
    openAlgoOrders: all.filter(({ algoStatus }) => algoStatus === 'NEW' || algoStatus === 'TRIGGERING'),
    fills: fills.map(({ fill, orderId }) => ({
      symbol: fill.symbol,
      tradeId: fill.tradeId,
      orderId,
      clientOrderId: fill.clientOrderId,
      side: fill.side,
      positionSide: fill.positionSide,
      quantity: formatDecimal(fill.quantity),
      price: formatDecimal(fill.price),
      fee: formatDecimal(fill.fee),
      feeAsset: fill.feeAsset,
      realizedPnl: formatDecimal(fill.realizedPnl),
      isMaker: fill.isMaker,
      at: fill.venueAt,
    })),
    positions: state.positions.map(({ symbol, positionSide, quantity, entryPrice }) => ({
      symbol,
      positionSide,
      quantity: formatDecimal(quantity),
      entryPrice: formatDecimal(entryPrice),
    })),
    balances: Object.fromEntries(
      Object.keys(state.balances).map((asset) => [asset, formatDecimal(viewBalance(state, asset).walletBalance)]),
    ),
  };
}

function toLedgerOrder({ order, orderId, algoId }: OrderRecord): LedgerOrder {
  return {
    symbol: order.symbol,
    clientOrderId: order.clientOrderId,
    orderId,
    algoId,
    algoStatus: algoId === null ? null : algoStatusOf(order),
    type: order.type,
    side: order.side,
    positionSide: order.positionSide,
    status: order.status,
    quantity: order.quantity === null ? null : formatDecimal(order.quantity),
    triggerPrice: order.triggerPrice === null ? null : formatDecimal(order.triggerPrice),
    activationPrice: order.activationPrice === null ? null : formatDecimal(order.activationPrice),
    callbackRate: order.callbackRate === null ? null : formatDecimal(order.callbackRate),
    filledQuantity: formatDecimal(order.filledQuantity),
    averageFillPrice: order.averageFillPrice === null ? null : formatDecimal(order.averageFillPrice),
    reason: order.reason,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
  };
}
