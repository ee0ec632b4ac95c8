import { type Decimal, POSITION_SIDES } from '@perpdesk/broker-core';
import { laneKey } from '../book/intent-table.ts';
import { isDry } from '../dry/is-dry.ts';
import { inTime } from '../execute/in-time.ts';
import type { Route } from '../route.ts';
import type { Run } from '../run.ts';

const FRESH_MS = 15_000;

/** Quote asset: the symbol's price as last read, else the open position's; `null`: none that is known now. */
export function markPriceOf(run: Run, brokerId: string, symbol: string): Decimal | null {
  const read = run.notes.markPrices.get(laneKey(brokerId, symbol));
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
  const pairs = new Map<string, { readonly brokerId: string; readonly symbol: string }>();
  for (const route of run.routes.values()) {
    if (!needsPrice(route)) continue;
    for (const { brokerId } of route.brokers) {
      for (const symbol of route.symbols) pairs.set(laneKey(brokerId, symbol), { brokerId, symbol });
    }
  }
  await Promise.all([...pairs.values()].map(({ brokerId, symbol }) => readMarkPrice(run, brokerId, symbol)));
}

/** For its price guard, for entries that rest, for what a card or a dry run says, and where alerts need not tell a price. */
function needsPrice(route: Route): boolean {
  const { limits, entry, execute, mode, brokers } = route;
  if (limits.priceGuardPercent !== null || entry.type !== 'market' || execute === 'ask') return true;
  if (brokers.some((account) => isDry(route, account))) return true;
  return mode === 'direction' || mode === 'order' || mode === 'command';
}

/** Reads one instrument's mark price into memory; nothing where it cannot be read. */
export async function readMarkPrice(run: Run, brokerId: string, symbol: string): Promise<void> {
  const key = laneKey(brokerId, symbol);
  if (!run.view(brokerId).isReady) return;
  const at = run.now();
  try {
    const answer = run.broker(brokerId).getMarkPrice(symbol, { abortSignal: run.abortSignal });
    const price = await inTime(run.clock, run.timings.readMs, 'getMarkPrice', answer);
    if ((run.notes.markPrices.get(key)?.at ?? 0) <= at) run.notes.markPrices.set(key, { price, at });
  } catch (error) {
    if (!run.isAbandoned) run.logger.warn('a mark price could not be read', { brokerId, symbol, error });
  }
}
