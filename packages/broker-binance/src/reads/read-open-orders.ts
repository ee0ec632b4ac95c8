import type { CallOptions, Order } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { conditionalOrder } from '../map/conditional-order.ts';
import { plainOrder } from '../map/plain-order.ts';
import type { Session } from '../session.ts';
import { algoOrdersSchema } from '../wire/algo-order.ts';
import { ordersSchema } from '../wire/order.ts';

export interface OpenOrdersQuestion extends CallOptions {
  readonly operation: string;
  /** The instrument's own name; left out: all, which weighs forty times as much. */
  readonly symbol?: string;
}

/** Open orders of both services as one list, each once, the oldest first. */
export async function readOpenOrders(session: Session, question: OpenOrdersQuestion): Promise<readonly Order[]> {
  const { operation, symbol, ...options } = question;
  const weight = symbol === undefined ? 40 : 1;
  const shared = { operation, params: { symbol }, weight, priority: 'reduce' } as const;
  const [plain, conditional] = await Promise.all([
    ask(session, { ...shared, path: '/fapi/v1/openOrders', schema: ordersSchema }, options),
    ask(session, { ...shared, path: '/fapi/v1/openAlgoOrders', schema: algoOrdersSchema }, options),
  ]);
  const { tracker } = session;
  const known = new Map<string, Order>();
  for (const order of conditional.map((one) => tracker.noteConditional(conditionalOrder(one)))) {
    known.set(order.venueOrderId, order);
  }
  // an execution of a conditional order comes back as that order
  for (const order of plain.map((one) => tracker.notePlain(plainOrder(one)))) known.set(order.venueOrderId, order);
  return [...known.values()].toSorted((a, b) => a.createdAt - b.createdAt);
}
