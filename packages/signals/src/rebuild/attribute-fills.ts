import { type Environment, type Fill, formatDecimal, type Order } from '@perpdesk/broker-core';
import { decodeClientOrderId } from '../execute/client-order-id.ts';

/** A fill with the stream that its order's id names. */
export interface AttributedFill {
  readonly fill: Fill;
  /** Of its order, where that is known. */
  readonly clientOrderId: string | null;
  /** `null`: of a person, of /panic, or of another program. */
  readonly streamCode: string | null;
  /** The stream's count of signals at the order; 0 where there is no stream. */
  readonly sequence: number;
  /** Its order could only reduce the position; `null`: nobody knows the order. */
  readonly isReducing: boolean | null;
  /** Its order was a target; `null`: another one, or nobody knows. */
  readonly target: TargetOrder | null;
}

export interface TargetOrder {
  /** Quote asset. */
  readonly price: string;
  /** Nothing of it is left. */
  readonly isFilled: boolean;
}

/**
 * Says of each fill whose order it was, oldest first. An exchange may list fills without our id: then the order that stands
 * under the fill's id of the exchange tells it, or under which it executed.
 */
export function attributeFills(
  fills: readonly Fill[],
  orders: readonly Order[],
  environment: Environment,
): readonly AttributedFill[] {
  const byId = new Map<string, Order>();
  for (const order of orders) {
    for (const id of [order.venueOrderId, order.executionOrderId])
      // what executes a target may be listed beside it, and does not say whose it is
      if (id !== null && byId.get(`${order.symbol} ${id}`)?.type !== TARGET) byId.set(`${order.symbol} ${id}`, order);
  }
  return fills
    .map((fill): AttributedFill => {
      const order = byId.get(`${fill.symbol} ${fill.venueOrderId}`);
      const id = fill.clientOrderId ?? order?.clientOrderId ?? null;
      const parts = id === null ? null : decodeClientOrderId(id);
      const isStream = parts !== null && parts.environment === environment && parts.streamCode !== PANIC;
      const about = { fill, clientOrderId: id, isReducing: isReducing(fill, order), target: targetOf(order) };
      return isStream
        ? { ...about, streamCode: parts.streamCode, sequence: parts.sequence }
        : { ...about, streamCode: null, sequence: 0 };
    })
    .toSorted((a, b) => a.fill.venueAt - b.fill.venueAt);
}

const PANIC = 'panic';
const TARGET = 'take-profit-market';

function targetOf(order: Order | undefined): TargetOrder | null {
  if (order?.type !== TARGET || order.triggerPrice === null) return null;
  return { price: formatDecimal(order.triggerPrice), isFilled: order.status === 'filled' };
}

function isReducing({ positionSide, side }: Fill, order: Order | undefined): boolean | null {
  if (positionSide !== 'net') return side === (positionSide === 'long' ? 'sell' : 'buy');
  return order === undefined ? null : order.reduceOnly || order.closePosition;
}
