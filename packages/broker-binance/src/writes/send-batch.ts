import { BrokerError, type BatchResult, type ClientOrderId, type WriteOptions } from '@perpdesk/broker-core';
import { toBrokerError } from '../errors.ts';
import { hearRefusal } from '../hear-refusal.ts';
import { orderParams } from '../map/order-params.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { Session } from '../session.ts';
import { batchItemsSchema, type WireBatchItem } from '../wire/batch-item.ts';
import type { CheckedOrder } from './check-order.ts';
import { send } from './send.ts';
import { takeWire } from './take-order.ts';

const OPERATION = 'placeOrders';

/** Sends plain orders in one call. One result for each item of the answer. */
export async function sendBatch(
  session: Session,
  orders: readonly CheckedOrder[],
  options: WriteOptions,
): Promise<readonly BatchResult[]> {
  const { positionMode } = session.mode;
  const list = orders.map(({ request }) => orderParams(request, positionMode).params);
  const write = {
    operation: OPERATION,
    method: 'POST',
    path: '/fapi/v1/batchOrders',
    params: { batchOrders: JSON.stringify(list) },
    weight: 5,
    orders: list.length,
    priority: orders.every(({ isReducing }) => isReducing) ? 'reduce' : 'normal',
  } as const;
  const items = parseAnswer(batchItemsSchema, await send(session, write, options), write);
  return orders.flatMap(({ request: { clientOrderId } }, position) => {
    const item = items[position];
    return item === undefined ? [] : [resultOf(session, item, clientOrderId)];
  });
}

function resultOf(session: Session, item: WireBatchItem, clientOrderId: ClientOrderId): BatchResult {
  const asked = { operation: OPERATION, clientOrderId };
  try {
    if ('orderId' in item) {
      if (item.clientOrderId !== clientOrderId) throw anotherOrder(clientOrderId);
      return { ok: true, order: takeWire(session, item, asked) };
    }
  } catch (error) {
    // what one item says in an unknown word takes no other with it
    if (BrokerError.is(error)) return { ok: false, error };
    throw error;
  }
  const answer = session.rest.heed({ status: 400, code: item.code, message: item.msg, retryAfterMs: null });
  const error = toBrokerError(answer, { ...asked, isWrite: true });
  hearRefusal(session, error);
  return { ok: false, error };
}

function anotherOrder(clientOrderId: ClientOrderId): BrokerError {
  const message = `Binance's batch answer tells of another order in the place of ${clientOrderId}. Look it up.`;
  return new BrokerError('venue-error', { operation: OPERATION, message, clientOrderId });
}
