import { Decimal } from '@perpdesk/broker-core';
import type { ListedSymbol } from '../../exchange/listed-symbol.ts';
import type { MarketTick } from '../../exchange/market.ts';
import { formatWirePrice, formatWireQuantity } from '../../format/numbers.ts';

type Body = Readonly<Record<string, unknown>>;

const MINUTE_MS = 60_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: 24 * 60 * MINUTE_MS,
  w: 7 * 24 * 60 * MINUTE_MS,
};
const INTERVALS = ['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '8h', '12h', '1d', '3d', '1w'];

/** `null` for an interval that is not kept. */
export function intervalMs(interval: string): number | null {
  const unit = UNITS_MS[interval.slice(-1)];
  return INTERVALS.includes(interval) && unit !== undefined ? Number.parseInt(interval, 10) * unit : null;
}

/**
 * What a new trade makes of a symbol's bars: the bar that it ends, closed, and the one that it is in.
 *
 * @param ticks The symbol's, the new one last.
 */
export function klineFrames(ticks: readonly MarketTick[], interval: string, listed: ListedSymbol): readonly Body[] {
  const lengthMs = intervalMs(interval);
  const trades = ticks.filter(({ isMarkOnly }) => !isMarkOnly);
  const [before, now] = [trades.at(-2), trades.at(-1)];
  if (lengthMs === null || now === undefined) return [];
  const openOf = ({ at }: MarketTick) => at - (at % lengthMs);
  const bar = (openAt: number, isClosed: boolean) => {
    const inBar = trades.filter((trade) => openOf(trade) === openAt);
    return barFrame({ openAt, lengthMs, interval, isClosed, at: now.at }, inBar, listed);
  };
  const ended = before !== undefined && openOf(before) < openOf(now) ? [bar(openOf(before), true)] : [];
  return [...ended, bar(openOf(now), false)];
}

interface Bar {
  readonly openAt: number;
  readonly lengthMs: number;
  readonly interval: string;
  readonly isClosed: boolean;
  readonly at: number;
}

function barFrame(bar: Bar, trades: readonly MarketTick[], { instrument }: ListedSymbol): Body {
  const { symbol } = instrument;
  const prices = trades.map(({ last }) => last);
  const [first, last] = [trades[0], trades.at(-1)];
  const volume = formatWireQuantity(instrument.minQuantity.times(trades.length), instrument);
  const quote = Decimal.sum(0, ...prices.map((price) => price.times(instrument.minQuantity))).toFixed();
  const price = (value: Decimal | undefined) => formatWirePrice(value ?? new Decimal(0), instrument);
  return {
    e: 'kline',
    E: bar.at,
    s: symbol,
    k: {
      t: bar.openAt,
      T: bar.openAt + bar.lengthMs - 1,
      s: symbol,
      i: bar.interval,
      f: first?.tradeId ?? -1,
      L: last?.tradeId ?? -1,
      o: price(first?.last),
      c: price(last?.last),
      h: price(Decimal.max(0, ...prices)),
      l: price(Decimal.min(...(prices.length === 0 ? [0] : prices))),
      v: volume,
      n: trades.length,
      x: bar.isClosed,
      q: quote,
      V: volume,
      Q: quote,
      B: '0',
    },
  };
}
