import { type Decimal, POSITION_SIDES } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { laneKey } from '../book/intent-table.ts';
import { isDry } from '../dry/is-dry.ts';
import { inTime } from '../execute/in-time.ts';
import type { Route } from '../route.ts';
import type { Run } from '../run.ts';
import { limitsOf } from './route-of.ts';

const FRESH_MS = 15_000;
/** How many accounts of an exchange are asked for a price before the next round. */
const TRIES = 2;

/** Quote asset: the symbol's price as last read, else the open position's; `null`: none that is known now. */
export function markPriceOf(run: Run, brokerId: string, symbol: string): Decimal | null {
  const read = run.notes.markPrices.get(marketKey(run, brokerId, symbol));
  if (read !== undefined && run.now() - read.at <= FRESH_MS) return read.price;
  const view = run.view(brokerId);
  for (const side of POSITION_SIDES) {
    const held = view.position(symbol, side);
    if (held !== null) return held.markPrice;
  }
  return null;
}

/** Reads the mark prices that price guards compare with and entries rest at, so that planning finds them in memory. */
export async function readMarkPrices(run: Run): Promise<void> {
  const markets = new Map<string, { readonly symbol: string; readonly brokerIds: Set<string> }>();
  for (const route of run.routes.values()) {
    for (const { brokerId } of route.brokers) {
      if (!needsPrice(run, route, brokerId)) continue;
      for (const symbol of route.symbols) {
        const key = marketKey(run, brokerId, symbol);
        const market = markets.get(key) ?? { symbol, brokerIds: new Set() };
        markets.set(key, market);
        market.brokerIds.add(brokerId);
      }
    }
  }
  await Promise.all(
    [...markets.values()].map(async ({ symbol, brokerIds }) => {
      // what one of them cannot read another may
      for (const brokerId of [...brokerIds].filter((id) => run.view(id).isReady).slice(0, TRIES)) {
        if (await readMarkPrice(run, brokerId, symbol)) return;
      }
    }),
  );
}

/** Accounts of one exchange see the same prices, so that one reads for all; a paper account has its own market. */
function marketKey(run: Run, brokerId: string, symbol: string): string {
  const { venue, environment } = run.broker(brokerId);
  return laneKey(environment === 'paper' ? brokerId : `${venue} ${environment}`, symbol);
}

/** For its price guard, for entries that rest, for what a card or a dry run says, and where alerts need not tell a price. */
function needsPrice(run: Run, route: Route, brokerId: string): boolean {
  const { entry, execute, mode, brokers } = route;
  if (countsMoney(run, route, brokerId)) return true;
  if (limitsOf(run, route.id, brokerId).priceGuardPercent !== null) return true;
  if (entry.type !== 'market' || execute === 'ask') return true;
  if (brokers.some((account) => isDry(route, account))) return true;
  return mode === 'direction' || mode === 'order' || mode === 'command';
}

/** Its size or a limit is in quote asset: by the alert's own price, which may be wrong, neither would hold. */
function countsMoney(run: Run, { id, size }: Route, brokerId: string): boolean {
  const { maxNotional, maxTotalNotional } = limitsOf(run, id, brokerId);
  return maxNotional !== null || maxTotalNotional !== null || (size.type !== 'signal' && size.type !== 'quantity');
}

/** Whether money is counted for an entry, and the market's price is not known. */
export function lacksPrice(run: Run, { brokerId, symbol, signalId, kind, goal }: IntentRow): boolean {
  if (kind !== 'increase' || goalOf({ goal }).entry !== null || markPriceOf(run, brokerId, symbol) !== null)
    return false;
  const route = run.routes.get(run.book.signals.get(signalId)?.stored.signal.routeId ?? '');
  return route !== undefined && countsMoney(run, route, brokerId);
}

/** Reads one instrument's mark price into memory; false: it could not be read. */
export async function readMarkPrice(run: Run, brokerId: string, symbol: string): Promise<boolean> {
  const key = marketKey(run, brokerId, symbol);
  if (!run.view(brokerId).isReady) return false;
  const at = run.now();
  try {
    const answer = run.broker(brokerId).getMarkPrice(symbol, { abortSignal: run.abortSignal });
    const price = await inTime(run.clock, run.timings.readMs, 'getMarkPrice', answer);
    if ((run.notes.markPrices.get(key)?.at ?? 0) <= at) run.notes.markPrices.set(key, { price, at });
    return true;
  } catch (error) {
    if (!run.isAbandoned) run.logger.warn('a mark price could not be read', { brokerId, symbol, error });
    return false;
  }
}
