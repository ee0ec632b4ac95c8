import { formatDecimal } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import { readOwnFills } from '../desk/own-fills.ts';
import { readPnl, strategiesOf } from '../desk/pnl-report.ts';
import type { FreshContext } from '../desk/fresh.ts';
import type { AccountSummary, SummaryMessage } from './watch-message.ts';

export interface SumUpOptions extends FreshContext {
  readonly journal: Journal;
}

/** Whose, and of when. */
export interface Span {
  readonly brokerIds: readonly string[];
  readonly routeIds: readonly string[];
  /** Unix ms: from, and up to. */
  readonly fromAt: number;
  readonly toAt: number;
}

async function sumUpAccount(
  options: SumUpOptions,
  brokerId: string,
  { fromAt, toAt }: Pick<Span, 'fromAt' | 'toAt'>,
): Promise<AccountSummary> {
  const view = options.manager.view(brokerId);
  const [{ report }, fills] = await Promise.all([
    readPnl(options, view, { fromAt, untilAt: toAt - 1 }),
    readOwnFills(options, [brokerId], fromAt),
  ]);
  const { sums } = report;
  const own = fills.filter(({ venueAt }) => venueAt < toAt);
  const strategies = strategiesOf(own);
  const count = (of: 'closings' | 'won') => strategies.reduce((sum, it) => sum + it[of], 0);
  return {
    account: { brokerId, environment: view.environment },
    sums:
      sums === null
        ? null
        : {
            asset: sums.asset,
            realized: formatDecimal(sums.realized),
            fees: formatDecimal(sums.fees),
            funding: formatDecimal(sums.funding),
            net: formatDecimal(sums.net),
          },
    ...(report.hasOther ? { hasOther: true as const } : {}),
    equity: view.account === null ? null : formatDecimal(view.account.equity),
    openPositions: view.positions.filter(({ quantity }) => !quantity.isZero()).length,
    fills: own.length,
    closings: count('closings'),
    won: count('won'),
  };
}

/** What accounts did in a span, and what their routes sent. */
export async function sumUp(
  options: SumUpOptions,
  span: Span,
): Promise<Pick<SummaryMessage, 'accounts' | 'alerts' | 'refused'>> {
  const { fromAt, toAt } = span;
  const within = { receivedFrom: fromAt, receivedTo: toAt - 1 };
  const [accounts, ...signals] = await Promise.all([
    Promise.all(span.brokerIds.map((brokerId) => sumUpAccount(options, brokerId, span))),
    ...span.routeIds.map((routeId) => options.journal.listSignals({ source: `route:${routeId}`, ...within })),
  ]);
  const all = signals.flat();
  return { accounts, alerts: all.length, refused: all.filter(({ state }) => state === 'refused').length };
}
