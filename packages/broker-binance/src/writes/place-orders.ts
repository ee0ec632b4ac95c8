import {
  BrokerError,
  type BatchResult,
  type ClientOrderId,
  type Order,
  type OrderRequest,
  type WriteOptions,
} from '@perpdesk/broker-core';
import { orderParams } from '../map/order-params.ts';
import { restateError } from '../restate-error.ts';
import type { Session } from '../session.ts';
import { checkOrder, type CheckedOrder } from './check-order.ts';
import { placeChecked } from './place-order.ts';
import { sendBatch } from './send-batch.ts';
import { settled } from './settled.ts';

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
  const checks = await Promise.all(
    requests.map((request) => settled(checkOrder(session, request, OPERATION, options))),
  );
  const plain: CheckedOrder[] = [];
  const results = checks.map((check): (() => Promise<BatchResult>) => {
    if (!check.ok) return async () => check;
    if (orderParams(check.value.request, session.mode.positionMode).service === 'plain') {
      const position = plain.push(check.value) - 1;
      return async () => itemOf(await batchOf(position), position, check.value);
    }
    const placed = toResult(placeChecked(session, check.value, options, OPERATION));
    return () => placed;
  });
  const batches = inBatches(plain).map((part) => settled(sendBatch(session, part, options)));
  const batchOf = (position: number) => batches[Math.floor(position / BATCH_SIZE)];
  const [only, ...others] = batches;
  if (only !== undefined && others.length === 0 && plain.length === requests.length) {
    const batch = await only;
    if (!batch.ok) throw batch.error;
  }
  return Promise.all(results.map((result) => result()));
}

function inBatches(orders: readonly CheckedOrder[]): readonly (readonly CheckedOrder[])[] {
  const count = Math.ceil(orders.length / BATCH_SIZE);
  return Array.from({ length: count }, (_, at) => orders.slice(at * BATCH_SIZE, (at + 1) * BATCH_SIZE));
}

type Batch = Awaited<ReturnType<typeof settled<readonly BatchResult[]>>>;

function itemOf(batch: Batch | undefined, position: number, { request: { clientOrderId } }: CheckedOrder): BatchResult {
  if (batch?.ok === false) return { ok: false, error: restateError(batch.error, { clientOrderId }) };
  return batch?.value[position % BATCH_SIZE] ?? { ok: false, error: lacksItem(clientOrderId) };
}

function lacksItem(clientOrderId: ClientOrderId): BrokerError {
  const message = `Binance's batch answer has no item for ${clientOrderId}. Look it up.`;
  return new BrokerError('venue-error', { operation: OPERATION, message, clientOrderId });
}

async function toResult(work: Promise<Order>): Promise<BatchResult> {
  const result = await settled(work);
  return result.ok ? { ok: true, order: result.value } : result;
}
