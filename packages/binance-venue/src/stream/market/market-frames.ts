import { Decimal } from '@perpdesk/broker-core';
import type { ListedSymbol } from '../../exchange/listed-symbol.ts';
import type { MarketTick, TopOfBook } from '../../exchange/market.ts';
import { formatMoney, formatWirePrice, formatWireQuantity } from '../../format/numbers.ts';

type Body = Readonly<Record<string, unknown>>;

/** Since the merge with COIN-M streams say which product a symbol is of. */
const USD_MARGINED = 1;
const FUNDING_MS = 8 * 3_600_000;
/** In units of the smallest quantity: what stands at each price of the book. */
const DEPTH_STEPS = 10_000;

export function markPriceFrame({ symbol, mark }: MarketTick, now: number): Body {
  const price = formatMoney(mark);
  const nextFundingAt = now - (now % FUNDING_MS) + FUNDING_MS;
  return {
    e: 'markPriceUpdate',
    E: now,
    s: symbol,
    p: price,
    ap: price,
    P: price,
    i: price,
    r: '0.00010000',
    T: nextFundingAt,
    st: USD_MARGINED,
  };
}

export function aggTradeFrame({ symbol, last, at, tradeId }: MarketTick, { instrument }: ListedSymbol): Body {
  const quantity = formatWireQuantity(instrument.minQuantity, instrument);
  return {
    e: 'aggTrade',
    E: at,
    a: tradeId,
    s: symbol,
    p: formatWirePrice(last, instrument),
    q: quantity,
    nq: quantity,
    f: tradeId,
    l: tradeId,
    T: at,
    m: false,
    st: USD_MARGINED,
  };
}

export function bookTickerFrame(tick: MarketTick, { bid, ask }: TopOfBook, { instrument, pair }: ListedSymbol): Body {
  const { symbol, at, tradeId } = tick;
  const depth = formatWireQuantity(instrument.stepSize.times(DEPTH_STEPS), instrument);
  return {
    e: 'bookTicker',
    u: tradeId,
    s: symbol,
    ps: pair,
    b: formatWirePrice(bid, instrument),
    B: depth,
    a: formatWirePrice(ask, instrument),
    A: depth,
    T: at,
    E: at,
    st: USD_MARGINED,
  };
}

/** The whole book is one price a side, so that each update is a snapshot too. */
export function depthFrame(tick: MarketTick, top: TopOfBook, { instrument, pair }: ListedSymbol): Body {
  const { symbol, at, tradeId } = tick;
  const depth = formatWireQuantity(instrument.stepSize.times(DEPTH_STEPS), instrument);
  return {
    e: 'depthUpdate',
    E: at,
    T: at,
    s: symbol,
    ps: pair,
    U: tradeId,
    u: tradeId,
    pu: tradeId - 1,
    b: [[formatWirePrice(top.bid, instrument), depth]],
    a: [[formatWirePrice(top.ask, instrument), depth]],
    st: USD_MARGINED,
  };
}

/** Of the trades that are still remembered. */
export function miniTickerFrame(
  { symbol, last, at }: MarketTick,
  ticks: readonly MarketTick[],
  { instrument, pair }: ListedSymbol,
): Body {
  const prices = ticks.filter(({ isMarkOnly }) => !isMarkOnly).map((tick) => tick.last);
  const quote = Decimal.sum(0, ...prices.map((price) => price.times(instrument.minQuantity)));
  return {
    e: '24hrMiniTicker',
    E: at,
    s: symbol,
    ps: pair,
    c: formatWirePrice(last, instrument),
    o: formatWirePrice(prices[0] ?? last, instrument),
    h: formatWirePrice(Decimal.max(last, ...prices), instrument),
    l: formatWirePrice(Decimal.min(last, ...prices), instrument),
    v: formatWireQuantity(instrument.minQuantity.times(prices.length), instrument),
    q: quote.toFixed(),
    st: USD_MARGINED,
  };
}
