import {
  CANDLE_INTERVAL_MS,
  CANDLE_INTERVALS,
  decimal,
  Decimal,
  formatDecimal,
  type Candle,
  type CandleInterval,
} from '@perpdesk/broker-core';

/** Last prices as bars, in memory: as much of them as one chart shows. */
export interface CandleBook {
  /** Quote asset, > 0; `at` never goes back. */
  add(symbol: string, price: Decimal, at: number): void;
  /** The newest so many, the oldest first; the last one may still run. */
  list(symbol: string, interval: CandleInterval, limit: number): readonly Candle[];
}

/** A bar that is over, as text: a tenth of the memory of four Decimals. */
interface Bar {
  readonly openAt: number;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
}

const KEPT = 120;

function begin(price: Decimal, openAt: number): Candle {
  return { openAt, open: price, high: price, low: price, close: price };
}

function joined(before: Candle, after: Pick<Candle, 'high' | 'low' | 'close'>): Candle {
  return {
    ...before,
    high: Decimal.max(before.high, after.high),
    low: Decimal.min(before.low, after.low),
    close: after.close,
  };
}

function toBar({ openAt, open, high, low, close }: Candle): Bar {
  return {
    openAt,
    open: formatDecimal(open),
    high: formatDecimal(high),
    low: formatDecimal(low),
    close: formatDecimal(close),
  };
}

function toCandle({ openAt, open, high, low, close }: Bar): Candle {
  return { openAt, open: decimal(open), high: decimal(high), low: decimal(low), close: decimal(close) };
}

/** The bars of one symbol and length; those without a price are those of the last one. */
function createLadder(lengthMs: number) {
  const over: Bar[] = [];
  let running: Candle | null = null;
  return {
    add(price: Decimal, at: number): void {
      const openAt = at - (at % lengthMs);
      if (running === null || openAt > running.openAt) {
        if (running !== null) over.push(toBar(running));
        if (over.length > KEPT) over.shift();
        running = begin(price, openAt);
      } else {
        running = joined(running, begin(price, openAt));
      }
    },
    list: (limit: number): readonly Candle[] =>
      running === null ? [] : [...over.slice(-KEPT).map(toCandle), running].slice(-limit),
  };
}

type Ladder = ReturnType<typeof createLadder>;

export function createCandleBook(): CandleBook {
  const symbols = new Map<string, ReadonlyMap<CandleInterval, Ladder>>();
  const laddersOf = (symbol: string): ReadonlyMap<CandleInterval, Ladder> => {
    const known = symbols.get(symbol);
    if (known !== undefined) return known;
    const made = new Map(CANDLE_INTERVALS.map((interval) => [interval, createLadder(CANDLE_INTERVAL_MS[interval])]));
    symbols.set(symbol, made);
    return made;
  };
  return {
    add(symbol, price, at) {
      for (const ladder of laddersOf(symbol).values()) ladder.add(price, at);
    },
    list: (symbol, interval, limit) => symbols.get(symbol)?.get(interval)?.list(limit) ?? [],
  };
}
