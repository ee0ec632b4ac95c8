import type { CallOptions } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import type { Session } from '../session.ts';
import { incomesSchema, type WireIncome } from '../wire/income.ts';
import { pageParams, readPages } from './read-pages.ts';
import type { TimeWindow } from './time-windows.ts';

export interface IncomeQuestion {
  readonly operation: string;
  readonly span: TimeWindow;
  readonly symbol?: string;
  /** `reduce` where fills are read for it. */
  readonly priority?: 'normal' | 'reduce';
}

/** All that was booked in the span: a booking has an id of its kind alone, and one trade may book several. */
export async function readIncome(
  session: Session,
  { operation, span, symbol, priority = 'normal' }: IncomeQuestion,
  options: CallOptions,
): Promise<readonly WireIncome[]> {
  const path = '/fapi/v1/income';
  const shared = { operation, path, weight: 30, priority, schema: incomesSchema } as const;
  return readPages({
    read: (part) => ask(session, { ...shared, params: { symbol, ...pageParams(part) } }, options),
    span,
    timeOf: ({ time }) => time,
    keyOf: ({ tranId, incomeType, symbol: of, asset, tradeId }) => [tranId, incomeType, of, asset, tradeId].join(' '),
    operation,
  });
}
