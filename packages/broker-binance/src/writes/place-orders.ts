import { BrokerError, type BatchResult, type OrderRequest, type WriteOptions } from '@perpdesk/broker-core';
import { toBrokerError } from '../errors.ts';
import { isRuleRefusal } from '../is-rule-refusal.ts';
import { orderParams } from '../map/order-params.ts';
import { plainOrder } from '../map/plain-order.ts';
import { parseAnswer } from '../parse-answer.ts';
import type { Session } from '../session.ts';
import { batchItemsSchema } from '../wire/batch-item.ts';
import { checkOrder, type CheckedOrder } from './check-order.ts';
import { placeChecked } from './place-order.ts';
import { expectTold } from './expect-told.ts';
import { send } from './send.ts';

const OPERATION = 'placeOrders';
/** What Binance takes in one batch. */
const BATCH_SIZE = 5;

/**
 * Plain orders in batches of five, conditional ones each by itself, since their service has no batch: all side by side, a
 * result for each in the requests' order. A batch that fails as a whole gives its error to each of its orders.
 *
 * @throws {BrokerError} where all of them went in one batch, and that failed as a whole.
 */
export async function placeOrders(
  session: Session,
  requests: readonly OrderRequest[],
  options: WriteOptions = {},
): Promise<readonly BatchResult[]> {
  const checked = await Promise.all(requests.map((request) => settled(checkOrder(session, request, OPERATION))));
  const results = new Map<number, Promise<BatchResult>>();
  const plain: { readonly index: number; readonly order: CheckedOrder }[] = [];
  for (const [index, check] of checked.entries()) {
    if (!check.ok) results.set(index, Promise.resolve(check));
    else if (orderParams(check.value.request, session.mode.positionMode).service === 'plain') {
      plain.push({ index, order: check.value });
    } else results.set(index, toResult(placeChecked(session, check.value, options, OPERATION)));
  }
  for (let from = 0; from < plain.length; from += BATCH_SIZE) {
    const part = plain.slice(from, from + BATCH_SIZE);
    const sent = settled(
      sendBatch(
        session,
        part.map(({ order }) => order),
        options,
      ),
    );
    if (part.length === requests.length) return valueOf(await sent);
    for (const [position, { index }] of part.entries()) {
      results.set(
        index,
        sent.then((batch) => (batch.ok ? itemAt(batch.value, position) : batch)),
      );
    }
  }
  return Promise.all(requests.map((_, index) => resultAt(results, index)));
}

async function sendBatch(
  session: Session,
  orders: readonly CheckedOrder[],
  options: WriteOptions,
): Promise<readonly BatchResult[]> {
  const { positionMode } = session.mode;
  const list = orders.map(({ request }) => orderParams(request, positionMode).params);
  const priority = orders.every(({ isReducing }) => isReducing) ? 'reduce' : 'normal';
  const params = { batchOrders: JSON.stringify(list) };
  const write = {
    operation: OPERATION,
    method: 'POST',
    path: '/fapi/v1/batchOrders',
    params,
    weight: 5,
    orders: list.length,
    priority,
  } as const;
  const items = parseAnswer(batchItemsSchema, await send(session, write, options), write);
  return orders.map(({ request: { clientOrderId } }, position): BatchResult => {
    const item = items[position];
    if (item === undefined) {
      const message = `Binance's batch answer has no item for ${clientOrderId}. Look it up.`;
      return { ok: false, error: new BrokerError('venue-error', { operation: OPERATION, message, clientOrderId }) };
    }
    if ('orderId' in item) return { ok: true, order: expectTold(session, session.tracker.notePlain(plainOrder(item))) };
    const answer = { status: 400, code: item.code, message: item.msg, retryAfterMs: null };
    const error = toBrokerError(answer, { operation: OPERATION, isWrite: true, clientOrderId });
    if (isRuleRefusal(error)) session.instruments.doubt();
    return { ok: false, error };
  });
}

type Settled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: BrokerError };

function valueOf<T>(result: Settled<T>): T {
  if (result.ok) return result.value;
  throw result.error;
}

async function settled<T>(work: Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (BrokerError.is(error)) return { ok: false, error };
    throw error;
  }
}

async function toResult(work: Promise<Extract<BatchResult, { ok: true }>['order']>): Promise<BatchResult> {
  const result = await settled(work);
  return result.ok ? { ok: true, order: result.value } : result;
}

function itemAt(items: readonly BatchResult[], position: number): BatchResult {
  const item = items[position];
  if (item === undefined) throw new RangeError(`The batch has no item ${position}.`);
  return item;
}

function resultAt(results: ReadonlyMap<number, Promise<BatchResult>>, index: number): Promise<BatchResult> {
  const result = results.get(index);
  if (result === undefined) throw new RangeError(`The batch has no result ${index}.`);
  return result;
}
