import type { CallOptions, Fill } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { fillOf } from '../map/fill.ts';
import { mapAnswer } from '../parse-answer.ts';
import type { Session } from '../session.ts';
import { userTradesSchema } from '../wire/user-trades.ts';
import { activeSymbols } from './active-symbols.ts';
import { pageParams, readPages } from './read-pages.ts';
import type { TimeWindow } from './time-windows.ts';

export interface FillsQuestion {
  readonly operation: string;
  readonly window: TimeWindow;
  readonly symbol?: string;
}

/** Fills of at most seven days, with our ids where the order is known. */
export async function readFills(
  session: Session,
  question: FillsQuestion,
  options: CallOptions,
): Promise<readonly Fill[]> {
  const { operation, window, symbol } = question;
  const symbols = symbol === undefined ? await activeSymbols(session, question, options) : [symbol];
  const shared = {
    operation,
    path: '/fapi/v1/userTrades',
    weight: 5,
    priority: 'reduce',
    schema: userTradesSchema,
  } as const;
  const bySymbol = await Promise.all(
    symbols.map((one) =>
      readPages({
        read: (span) => ask(session, { ...shared, params: { symbol: one, ...pageParams(span) } }, options),
        span: window,
        timeOf: ({ time }) => time,
        keyOf: ({ id }) => id,
        operation,
      }),
    ),
  );
  return bySymbol
    .flat()
    .map((trade) =>
      mapAnswer(trade, (one) => fillOf(one, session.tracker.linkOf(one.symbol, one.orderId)), { operation }),
    );
}
