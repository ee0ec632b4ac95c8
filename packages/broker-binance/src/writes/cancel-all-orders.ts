import { BrokerError, type Order, type WriteOptions } from '@perpdesk/broker-core';
import { lookUpOrder } from '../reads/look-up-order.ts';
import { readOpenOrders } from '../reads/read-open-orders.ts';
import { restateError } from '../restate-error.ts';
import type { Session } from '../session.ts';
import { beforeSending } from './before-sending.ts';
import { expectTold } from './expect-told.ts';
import { readingFor } from './reading-for.ts';
import { send } from './send.ts';
import { settled } from './settled.ts';

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
  const reading = readingFor(OPERATION, options);
  const asked = text === undefined ? undefined : (await beforeSending(session.instruments.get(text, reading))).symbol;
  const open = await beforeSending(
    readOpenOrders(session, { ...reading, ...(asked === undefined ? {} : { symbol: asked }) }),
  );
  // a named symbol is canceled whatever the read said: an order may just be on its way into the book
  const symbols = asked === undefined ? [...new Set(open.map(({ symbol }) => symbol))] : [asked];
  const cancels = await Promise.all(symbols.flatMap((symbol) => cancelBoth(session, symbol, options)));
  const failures = cancels.flatMap((cancel) => (cancel.ok ? [] : [cancel.error]));
  if (failures.length > 0) throw asOne(failures, cancels.length);
  const ended = await Promise.all(
    open.map(({ symbol, venueOrderId }) => settled(lookUpOrder(session, { symbol, venueOrderId }, reading))),
  );
  return ended.flatMap((look) => {
    if (!look.ok) throw notReadBack(look.error);
    return look.value?.status === 'canceled' ? [expectTold(session, look.value)] : [];
  });
}

function cancelBoth(session: Session, symbol: string, options: WriteOptions) {
  const shared = { operation: OPERATION, method: 'DELETE', params: { symbol }, weight: 1, priority: 'reduce' } as const;
  return [
    settled(send(session, { ...shared, path: '/fapi/v1/allOpenOrders' }, options)),
    settled(send(session, { ...shared, path: '/fapi/v1/algoOpenOrders' }, options)),
  ];
}

/** Where a part was carried out, or may have been, the whole is neither refused nor unsent. */
function asOne(failures: readonly BrokerError[], calls: number): BrokerError {
  const [first] = failures;
  const worst = failures.find(({ outcome }) => outcome === 'unknown') ?? first;
  if (worst === undefined) throw new RangeError('There is no failure.');
  const isWhole = failures.length === calls && failures.every(({ outcome }) => outcome === worst.outcome);
  if (isWhole) return worst;
  const message = `${worst.message} ${calls - failures.length} of ${calls} parts were canceled: look at open orders.`;
  return restateError(worst, { outcome: 'unknown', message });
}

function notReadBack(error: BrokerError): BrokerError {
  const message = `${error.message} The orders were canceled; how each ended could not be read.`;
  return restateError(error, { outcome: 'unknown', message });
}
