import type { ClientOrderId, Decimal } from '@perpdesk/broker-core';
import { newOrder } from './new-order.ts';
import type { EngineState, HeldPosition, OpenOrder } from './state.ts';

export type Closing = {
  readonly held: HeldPosition;
  /** Base asset, > 0. */
  readonly quantity: Decimal;
  readonly clientOrderId: ClientOrderId;
};

/** The market order by which the exchange itself closes a position or a part of it. */
export function closingOrder(state: EngineState, { held, quantity, clientOrderId }: Closing, at: number): OpenOrder {
  const { symbol, positionSide } = held;
  const side = held.quantity.isPositive() ? 'sell' : 'buy';
  const reduceOnly = positionSide === 'net';
  const request = { type: 'market', symbol, side, positionSide, quantity, reduceOnly, clientOrderId } as const;
  return newOrder(request, state.nextOrderId, at);
}
