import type { Order, WriteOptions } from '@perpdesk/broker-core';
import { lookUpOrder } from '../reads/look-up-order.ts';
import { readOpenOrders } from '../reads/read-open-orders.ts';
import type { Session } from '../session.ts';
import { expectTold } from './expect-told.ts';
import { send } from './send.ts';

const OPERATION = 'cancelAllOrders';

/**
 * Cancels in both services: `allOpenOrders` leaves conditional orders alone, `algoOpenOrders` the others. What was open is
 * read before and each order after, since one may have filled in between.
 *
 * @returns the orders that ended canceled.
 */
export async function cancelAllOrders(
  session: Session,
  text: string | undefined,
  options: WriteOptions = {},
): Promise<readonly Order[]> {
  const reading = { operation: OPERATION, ...(options.abortSignal ? { abortSignal: options.abortSignal } : {}) };
  const asked = text === undefined ? undefined : (await session.instruments.get(text, reading)).symbol;
  const open = await readOpenOrders(session, { ...reading, ...(asked === undefined ? {} : { symbol: asked }) });
  // a named symbol is canceled whatever the read said: an order may just be on its way into the book
  const symbols = asked === undefined ? [...new Set(open.map(({ symbol }) => symbol))] : [asked];
  await Promise.all(symbols.flatMap((symbol) => cancelBoth(session, symbol, options)));
  const ended = await Promise.all(
    open.map(({ symbol, venueOrderId }) => lookUpOrder(session, { symbol, venueOrderId }, reading)),
  );
  return ended.flatMap((order) => (order?.status === 'canceled' ? [expectTold(session, order)] : []));
}

function cancelBoth(session: Session, symbol: string, options: WriteOptions): readonly Promise<unknown>[] {
  const shared = { operation: OPERATION, method: 'DELETE', params: { symbol }, weight: 1, priority: 'reduce' } as const;
  return [
    send(session, { ...shared, path: '/fapi/v1/allOpenOrders' }, options),
    send(session, { ...shared, path: '/fapi/v1/algoOpenOrders' }, options),
  ];
}
