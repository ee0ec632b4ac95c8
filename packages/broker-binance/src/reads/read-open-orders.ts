import type { CallOptions, Order } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { conditionalOrder } from '../map/conditional-order.ts';
import { plainOrder } from '../map/plain-order.ts';
import { isUnknownTerm } from '../map/unknown-word.ts';
import { algoVenueOrderId } from '../order-ref.ts';
import { mapAnswer } from '../parse-answer.ts';
import type { Session } from '../session.ts';
import { algoOrdersSchema, type WireAlgoOrder } from '../wire/algo-order.ts';
import { ordersSchema, type WireOrder } from '../wire/order.ts';
import { toOwner } from './look-up-order.ts';

export interface OpenOrdersQuestion extends CallOptions {
  readonly operation: string;
  /** The instrument's own name; left out: all, which weighs forty times as much. */
  readonly symbol?: string;
}

/**
 * Open orders of both services as one list, each once, the oldest first. The service of conditional orders does not list
 * those that have triggered: an execution that rests is told as the order that it belongs to. One that others made, of a
 * kind that is not known here, is left out loudly: it must keep nobody from connecting, and closing.
 */
export async function readOpenOrders(session: Session, question: OpenOrdersQuestion): Promise<readonly Order[]> {
  const { operation, symbol, ...options } = question;
  const asked = { operation };
  const weight = symbol === undefined ? 40 : 1;
  const shared = { ...asked, params: { symbol }, weight, priority: 'reduce' } as const;
  const [plain, conditional] = await Promise.all([
    ask(session, { ...shared, path: '/fapi/v1/openOrders', schema: ordersSchema }, options),
    ask(session, { ...shared, path: '/fapi/v1/openAlgoOrders', schema: algoOrdersSchema }, options),
  ]);
  const known = <W extends WireOrder | WireAlgoOrder>(wires: readonly W[], map: (wire: W) => Order) =>
    wires.flatMap((wire) => {
      try {
        return [mapAnswer(wire, map, asked)];
      } catch (error) {
        if (!isUnknownTerm(error)) throw error;
        const venueOrderId = 'algoId' in wire ? algoVenueOrderId(wire.algoId) : wire.orderId;
        const fields = { symbol: wire.symbol, venueOrderId, detail: error.message };
        session.logger.error('An open order is of a kind that is not known here, and left out', fields);
        return [];
      }
    });
  const waiting = known(conditional, conditionalOrder).map((order) => session.tracker.noteConditional(order));
  const resting = await Promise.all(
    known(plain, plainOrder).map((order) => toOwner(session, order, { operation, ...options })),
  );
  const orders = new Map<string, Order>();
  for (const order of [...waiting, ...resting]) orders.set(order.venueOrderId, order);
  return [...orders.values()].toSorted((a, b) => a.createdAt - b.createdAt);
}
