import type { CallOptions, Fill } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { fillOf } from '../map/fill.ts';
import type { Session } from '../session.ts';
import { incomesSchema } from '../wire/income.ts';
import { positionRisksSchema } from '../wire/position-risks.ts';
import { userTradesSchema } from '../wire/user-trades.ts';
import { PAGE_SIZE, readPages } from './read-pages.ts';
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
  const symbols = symbol === undefined ? await tradedSymbols(session, question, options) : [symbol];
  const bySymbol = await Promise.all(
    symbols.map((one) =>
      readPages({
        read: (at) => {
          const params = {
            symbol: one,
            startTime: String(at),
            endTime: String(window.untilAt),
            limit: String(PAGE_SIZE),
          };
          const path = '/fapi/v1/userTrades';
          return ask(
            session,
            { operation, path, params, weight: 5, priority: 'reduce', schema: userTradesSchema },
            options,
          );
        },
        fromAt: window.fromAt,
        timeOf: ({ time }) => time,
        keyOf: ({ id }) => id,
      }),
    ),
  );
  return bySymbol.flat().map((trade) => fillOf(trade, session.tracker.linkOf(trade.symbol, trade.orderId)));
}

/** Binance lists trades by symbol alone: those that were booked for, are held, or were ordered here. */
async function tradedSymbols(session: Session, { operation, window }: FillsQuestion, options: CallOptions) {
  const startTime = String(window.fromAt);
  const params = { startTime, endTime: String(window.untilAt), incomeType: 'COMMISSION', limit: String(PAGE_SIZE) };
  const [bookings, held] = await Promise.all([
    ask(
      session,
      { operation, path: '/fapi/v1/income', params, weight: 30, priority: 'reduce', schema: incomesSchema },
      options,
    ),
    ask(
      session,
      { operation, path: '/fapi/v3/positionRisk', weight: 5, priority: 'reduce', schema: positionRisksSchema },
      options,
    ),
  ]);
  const booked = bookings.flatMap((booking) => (booking.symbol === '' ? [] : [booking.symbol]));
  return [...new Set([...booked, ...held.map((one) => one.symbol), ...session.tracker.symbols])];
}
