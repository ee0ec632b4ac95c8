import { type CallOptions, isOpenOrder, type Order } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { conditionalOrder } from '../map/conditional-order.ts';
import { plainOrder } from '../map/plain-order.ts';
import { mapAnswer } from '../parse-answer.ts';
import type { Session } from '../session.ts';
import { algoOrdersSchema } from '../wire/algo-order.ts';
import { ordersSchema } from '../wire/order.ts';
import { activeSymbols } from './active-symbols.ts';
import { lookUpOrder, type LookUpOptions } from './look-up-order.ts';
import { pageParams, readPages } from './read-pages.ts';
import type { TimeWindow } from './time-windows.ts';

export interface OrderHistoryQuestion {
  readonly operation: string;
  readonly window: TimeWindow;
  readonly symbol?: string;
}

/**
 * Orders of both services that were made in at most seven days; one that executed may come twice. Binance lists conditional
 * orders by symbol alone: without one, those are read of all symbols where something happened.
 */
export async function readOrderHistory(
  session: Session,
  question: OrderHistoryQuestion,
  options: CallOptions,
): Promise<readonly Order[]> {
  const { operation, symbol } = question;
  const { tracker } = session;
  const asked = { operation };
  const [plain, symbols] = await Promise.all([
    readPlainHistory(session, question, options),
    symbol === undefined ? activeSymbols(session, question, options) : [symbol],
  ]);
  const all = new Set([...symbols, ...(symbol === undefined ? plain.map((one) => one.symbol) : [])]);
  const bySymbol = await Promise.all(
    [...all].map((one) => readConditionalHistory(session, { ...question, symbol: one }, options)),
  );
  // conditional ones first: they say which of the plain ones are their executions
  const triggered = bySymbol.flat().map((one) => tracker.noteConditional(mapAnswer(one, conditionalOrder, asked)));
  const executed = plain.map((one) => tracker.notePlain(mapAnswer(one, plainOrder, asked)));
  const orders = [...triggered, ...executed];
  const toldEnds = new Set(executed.map(keyOf));
  const untold = triggered.filter(
    (one) => one.venueStatus === FINISHED && isOpenOrder(one) && !toldEnds.has(keyOf(one)),
  );
  return [...orders, ...(await endsOf(session, untold, { operation, ...options }))];
}

function readPlainHistory(session: Session, question: OrderHistoryQuestion, options: CallOptions) {
  const { operation, window, symbol } = question;
  const path = '/fapi/v1/allOrders';
  return readPages({
    read: (span) => {
      const params = { symbol, ...pageParams(span) };
      return ask(session, { operation, path, params, weight: 5, schema: ordersSchema }, options);
    },
    span: window,
    timeOf: ({ time }) => time,
    keyOf: ({ symbol: of, orderId }) => `${of} ${orderId}`,
    operation,
  });
}

function readConditionalHistory(session: Session, question: OrderHistoryQuestion, options: CallOptions) {
  const { operation, window, symbol } = question;
  const path = '/fapi/v1/allAlgoOrders';
  return readPages({
    read: (span) => {
      const params = { symbol, ...pageParams(span) };
      return ask(session, { operation, path, params, weight: 5, schema: algoOrdersSchema }, options);
    },
    span: window,
    timeOf: ({ createTime }) => createTime,
    keyOf: ({ algoId }) => algoId,
    operation,
  });
}

/** The list does not say whether what has finished filled. */
const FINISHED = 'FINISHED';

const keyOf = ({ symbol, venueOrderId }: Order) => `${symbol} ${venueOrderId}`;

async function endsOf(session: Session, orders: readonly Order[], options: LookUpOptions): Promise<readonly Order[]> {
  const looks = orders.map(({ symbol, venueOrderId }) => lookUpOrder(session, { symbol, venueOrderId }, options));
  return (await Promise.all(looks)).filter((order) => order !== null);
}
