import { type CallOptions, isOpenOrder, type Order } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { conditionalOrder } from '../map/conditional-order.ts';
import { plainOrder } from '../map/plain-order.ts';
import { mapAnswer } from '../parse-answer.ts';
import type { Session } from '../session.ts';
import { algoOrdersSchema } from '../wire/algo-order.ts';
import { ordersSchema } from '../wire/order.ts';
import { lookUpOrder, type LookUpOptions } from './look-up-order.ts';
import { pageParams, readPages } from './read-pages.ts';
import type { TimeWindow } from './time-windows.ts';

export interface OrderHistoryQuestion {
  readonly operation: string;
  readonly window: TimeWindow;
  readonly symbol?: string;
}

/** Orders of both services that were made in at most seven days; one that executed may come twice. */
export async function readOrderHistory(
  session: Session,
  { operation, window, symbol }: OrderHistoryQuestion,
  options: CallOptions,
): Promise<readonly Order[]> {
  const { tracker } = session;
  const asked = { operation };
  const shared = { operation, weight: 5 } as const;
  const paged = { span: window, operation };
  const [plain, conditional] = await Promise.all([
    readPages({
      ...paged,
      read: (span) => {
        const params = { symbol, ...pageParams(span) };
        return ask(session, { ...shared, path: '/fapi/v1/allOrders', params, schema: ordersSchema }, options);
      },
      timeOf: ({ time }) => time,
      keyOf: ({ symbol: of, orderId }) => `${of} ${orderId}`,
    }),
    readPages({
      ...paged,
      read: (span) => {
        const params = { symbol, ...pageParams(span) };
        return ask(session, { ...shared, path: '/fapi/v1/allAlgoOrders', params, schema: algoOrdersSchema }, options);
      },
      timeOf: ({ createTime }) => createTime,
      keyOf: ({ algoId }) => algoId,
    }),
  ]);
  // conditional ones first: they say which of the plain ones are their executions
  const triggered = conditional.map((one) => tracker.noteConditional(mapAnswer(one, conditionalOrder, asked)));
  const executed = plain.map((one) => tracker.notePlain(mapAnswer(one, plainOrder, asked)));
  const orders = [...triggered, ...executed];
  const toldEnds = new Set(executed.map(keyOf));
  const untold = triggered.filter(
    (one) => one.venueStatus === FINISHED && isOpenOrder(one) && !toldEnds.has(keyOf(one)),
  );
  return [...orders, ...(await endsOf(session, untold, { operation, ...options }))];
}

/** The list does not say whether what has finished filled. */
const FINISHED = 'FINISHED';

const keyOf = ({ symbol, venueOrderId }: Order) => `${symbol} ${venueOrderId}`;

async function endsOf(session: Session, orders: readonly Order[], options: LookUpOptions): Promise<readonly Order[]> {
  const looks = orders.map(({ symbol, venueOrderId }) => lookUpOrder(session, { symbol, venueOrderId }, options));
  return (await Promise.all(looks)).filter((order) => order !== null);
}
