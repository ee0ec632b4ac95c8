import type { CallOptions, Order } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { conditionalOrder } from '../map/conditional-order.ts';
import { plainOrder } from '../map/plain-order.ts';
import { mapAnswer } from '../parse-answer.ts';
import type { Session } from '../session.ts';
import { algoOrdersSchema } from '../wire/algo-order.ts';
import { ordersSchema } from '../wire/order.ts';
import { toOwner } from './look-up-order.ts';

export interface OpenOrdersQuestion extends CallOptions {
  readonly operation: string;
  /** The instrument's own name; left out: all, which weighs forty times as much. */
  readonly symbol?: string;
}

/**
 * Open orders of both services as one list, each once, the oldest first. The service of conditional orders does not list
 * those that have triggered: an execution that rests is told as the order that it belongs to.
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
  const waiting = conditional.map((one) => session.tracker.noteConditional(mapAnswer(one, conditionalOrder, asked)));
  const resting = await Promise.all(
    plain.map((one) => toOwner(session, mapAnswer(one, plainOrder, asked), { operation, ...options })),
  );
  const known = new Map<string, Order>();
  for (const order of [...waiting, ...resting]) known.set(order.venueOrderId, order);
  return [...known.values()].toSorted((a, b) => a.createdAt - b.createdAt);
}
