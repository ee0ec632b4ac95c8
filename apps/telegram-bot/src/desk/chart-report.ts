import {
  CANDLE_INTERVALS,
  type Candle,
  type CandleInterval,
  type Decimal,
  type Environment,
  type Instrument,
  type Position,
} from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import { chartTexts } from '../language/texts/chart.ts';
import { reportPosition, type PositionReport } from './account-reports.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import type { DeskUser } from './desk-user.ts';
import { readPositions, type Fresh } from './fresh.ts';
import { readMarket } from './market-report.ts';
import { resolveAccounts, visibleAccounts } from './resolve-account.ts';
import { resolveInstrument } from './resolve-instrument.ts';
import { standingOf } from './standing.ts';
import { parseWords } from './words.ts';

export type LevelKind = 'entry' | 'stop' | 'target' | 'trailing' | 'liquidation' | 'buy' | 'sell';

/** A price that means something to the account. */
export interface ChartLevel {
  readonly kind: LevelKind;
  /** Quote asset. */
  readonly price: Decimal;
  /** Base asset, > 0; `null`: all of the position. */
  readonly quantity: Decimal | null;
  /** Of which side, where both are open. */
  readonly side: 'long' | 'short' | null;
}

export interface ChartReport {
  readonly brokerId: string;
  readonly environment: Environment;
  readonly instrument: Instrument;
  readonly interval: CandleInterval;
  /** Oldest first, at least one; the last one runs. */
  readonly candles: readonly Candle[];
  /** Of this account in the instrument. */
  readonly positions: readonly PositionReport[];
  readonly levels: readonly ChartLevel[];
  readonly heardAgoMs: Fresh<unknown>['heardAgoMs'];
}

const CANDLES = 96;
/** Without a wish: the first of which there are enough to look at, for some exchanges have just begun. */
const USUAL: readonly CandleInterval[] = ['15m', '5m', '1m'];
const ENOUGH = 20;

interface Held {
  readonly account: AccountView;
  readonly positions: Fresh<readonly Position[]>;
}

function levelsOf(account: AccountView, positions: readonly Position[], symbol: string): readonly ChartLevel[] {
  const ofPositions = positions.flatMap((position): readonly ChartLevel[] => {
    const side = positions.length < 2 ? null : position.quantity.isNegative() ? 'short' : 'long';
    const standing = standingOf(account, position);
    const exits = (kind: LevelKind, levels: typeof standing.stops): readonly ChartLevel[] =>
      levels.flatMap(({ price, quantity }) => (price === null ? [] : [{ kind, price, quantity, side }]));
    const { entryPrice: entry, liquidationPrice: liquidation } = position;
    return [
      { kind: 'entry', price: entry, quantity: position.quantity.abs(), side },
      ...exits('stop', standing.stops),
      ...exits('trailing', standing.trailing),
      ...exits('target', standing.targets),
      ...(liquidation === null ? [] : [{ kind: 'liquidation', price: liquidation, quantity: null, side } as const]),
    ];
  });
  const resting = account.openOrders
    .filter((order) => order.symbol === symbol && order.type === 'limit')
    .flatMap(({ side, price, quantity, filledQuantity }): readonly ChartLevel[] =>
      price === null ? [] : [{ kind: side, price, quantity: quantity?.minus(filledQuantity) ?? null, side: null }],
    );
  return [...ofPositions, ...resting];
}

/** The symbol of the largest position. */
function largestOf(held: readonly Held[]): string | null {
  const all = held.flatMap(({ positions }) => positions.value);
  return all.toSorted((a, b) => b.notional.abs().comparedTo(a.notional.abs()))[0]?.symbol ?? null;
}

async function readCandles(
  context: DeskContext,
  account: AccountView,
  symbol: string,
  intervals: readonly CandleInterval[],
): Promise<Pick<ChartReport, 'interval' | 'candles'> | null> {
  let shown: Pick<ChartReport, 'interval' | 'candles'> | null = null;
  for (const interval of intervals) {
    const candles = await readMarket(context, account, (market, options) =>
      market.getCandles(symbol, { ...options, interval, limit: CANDLES }),
    );
    if (candles === null || candles.length === 0) return shown;
    shown = { interval, candles };
    if (candles.length >= ENOUGH) break;
  }
  return shown;
}

/**
 * Reads `[symbol] [interval] [@account]`: candles, and what the account has at stake between them. Without a symbol that
 * of the largest position; without an account one that holds the symbol, else the first that lists it.
 */
export async function reportChart(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<ChartReport>> {
  const words = parseWords(text, visibleAccounts(context, user));
  const isInterval = (word: string) => CANDLE_INTERVALS.some((it) => it === word.toLowerCase());
  const asked = CANDLE_INTERVALS.filter((it) => words.rest.some((word) => word.toLowerCase() === it)).slice(0, 1);
  const [typed, ...extra] = words.rest.filter((word) => !isInterval(word));
  if (extra.length > 0) return refuse('usage', ({ say }) => say(chartTexts).usage(CANDLE_INTERVALS.join(', ')));
  const accounts = resolveAccounts(context, user, words.account);
  if (!accounts.ok) return accounts;
  const held = await Promise.all(
    accounts.value.map(async (account) => ({ account, positions: await readPositions(context, account) })),
  );
  const wished = typed ?? largestOf(held);
  if (wished === null) return refuse('usage', ({ say }) => say(chartTexts).whichSymbol);
  const found = held.map((it) => ({ ...it, resolved: resolveInstrument(it.account, wished) }));
  const listing = found.flatMap(({ resolved, ...it }) => (resolved.ok ? [{ ...it, instrument: resolved.value }] : []));
  const holds = ({ positions, instrument }: (typeof listing)[number]) =>
    positions.value.some(({ symbol }) => symbol === instrument.symbol);
  const chosen = listing.find(holds) ?? listing[0];
  if (chosen === undefined) {
    const [first] = found;
    if (first === undefined) return refuse('account', ({ say }) => say(chartTexts).noAccount);
    return first.resolved.ok ? refuse('symbol', wished) : first.resolved;
  }
  const { account, instrument, positions } = chosen;
  const { symbol } = instrument;
  const shown = await readCandles(context, account, symbol, asked.length === 0 ? USUAL : asked);
  if (shown === null) return refuse('no-price', ({ say }) => say(chartTexts).noCandles(symbol));
  const own = positions.value.filter((position) => position.symbol === symbol);
  return accept({
    brokerId: account.brokerId,
    environment: account.environment,
    instrument,
    ...shown,
    positions: own.map((position) => reportPosition(account, position, positions.heardAgoMs)),
    levels: levelsOf(account, own, symbol),
    heardAgoMs: positions.heardAgoMs,
  });
}
