import type { Environment, Fill, Order } from '@perpdesk/broker-core';
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
  const ids = new Map<string, string>();
  for (const { symbol, clientOrderId, venueOrderId, executionOrderId } of orders) {
    for (const id of [venueOrderId, executionOrderId]) if (id !== null) ids.set(`${symbol} ${id}`, clientOrderId);
  }
  return fills
    .map((fill): AttributedFill => {
      const id = fill.clientOrderId ?? ids.get(`${fill.symbol} ${fill.venueOrderId}`) ?? null;
      const parts = id === null ? null : decodeClientOrderId(id);
      const isStream = parts !== null && parts.environment === environment && parts.streamCode !== PANIC;
      return isStream
        ? { fill, clientOrderId: id, streamCode: parts.streamCode, sequence: parts.sequence }
        : { fill, clientOrderId: id, streamCode: null, sequence: 0 };
    })
    .toSorted((a, b) => a.fill.venueAt - b.fill.venueAt);
}

const PANIC = 'panic';
