import type { Order, OrderStatus, OrderType, PositionSide, Side } from '@perpdesk/broker-core';

const SIDES: Readonly<Record<Side, string>> = { buy: 'BUY', sell: 'SELL' };
const POSITION_SIDES: Readonly<Record<PositionSide, string>> = { net: 'BOTH', long: 'LONG', short: 'SHORT' };
const TYPES: Readonly<Record<OrderType, string>> = {
  market: 'MARKET',
  limit: 'LIMIT',
  'stop-market': 'STOP_MARKET',
  'stop-limit': 'STOP',
  'take-profit-market': 'TAKE_PROFIT_MARKET',
  'take-profit-limit': 'TAKE_PROFIT',
  'trailing-stop-market': 'TRAILING_STOP_MARKET',
};
const STATUSES: Readonly<Record<OrderStatus, string>> = {
  pending: 'NEW',
  open: 'NEW',
  'partially-filled': 'PARTIALLY_FILLED',
  filled: 'FILLED',
  canceled: 'CANCELED',
  rejected: 'REJECTED',
  expired: 'EXPIRED',
};

export function sideWord(side: Side): string {
  return SIDES[side];
}

export function positionSideWord(positionSide: PositionSide): string {
  return POSITION_SIDES[positionSide];
}

/** The type that an order was placed with. */
export function typeWord(type: OrderType): string {
  return TYPES[type];
}

/** The type as which the order executes: MARKET or LIMIT. */
export function executionTypeWord({ price }: Pick<Order, 'price'>): string {
  return price === null ? 'MARKET' : 'LIMIT';
}

/** The status of a plain order, or of the execution of a triggered conditional one. */
export function statusWord(status: OrderStatus): string {
  return STATUSES[status];
}
