import { Decimal, type Instrument } from '@perpdesk/broker-core';
import type { MarketTick } from '../../exchange/market.ts';
import { formatWirePrice, formatWireQuantity } from '../../format/numbers.ts';
import { VenueRefusal } from '../../venue-refusal.ts';
import type { PublicOperation } from '../operation.ts';
import { listedSymbol, optionalSymbol, optionalText, optionalWhole, requiredText } from '../params.ts';
import { isWithin, readLimit, readTimeRange } from '../time-range.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const INTERVALS_MS: Readonly<Record<string, number>> = {
  '1m': MINUTE_MS,
  '3m': 3 * MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': HOUR_MS,
  '2h': 2 * HOUR_MS,
  '4h': 4 * HOUR_MS,
  '6h': 6 * HOUR_MS,
  '8h': 8 * HOUR_MS,
  '12h': 12 * HOUR_MS,
  '1d': DAY_MS,
  '3d': 3 * DAY_MS,
  '1w': 7 * DAY_MS,
};

export const aggTrades: PublicOperation = {
  name: 'GET /fapi/v1/aggTrades',
  security: 'none',
  weight: 20,
  run(exchange, params) {
    const { instrument } = listedSymbol(exchange, params);
    const range = readTimeRange(params, exchange.clock.now(), 3650);
    const fromId = optionalWhole(params, 'fromId');
    return exchange.market
      .ticks(instrument.symbol)
      .filter(({ isMarkOnly, at, tradeId }) => !isMarkOnly && isWithin(at, range) && tradeId >= (fromId ?? 0))
      .slice(-readLimit(params, 500, 1000))
      .map(({ tradeId, last, at }) => ({
        a: tradeId,
        p: formatWirePrice(last, instrument),
        q: formatWireQuantity(instrument.minQuantity, instrument),
        nq: formatWireQuantity(instrument.minQuantity, instrument),
        f: tradeId,
        l: tradeId,
        T: at,
        m: false,
      }));
  },
};

/** Only bars with trades that are still remembered (the latest 1000 of a symbol). */
export const klines: PublicOperation = {
  name: 'GET /fapi/v1/klines',
  security: 'none',
  weight: 5,
  run(exchange, params) {
    const { instrument } = listedSymbol(exchange, params);
    const interval = requiredText(params, 'interval');
    const lengthMs = Object.hasOwn(INTERVALS_MS, interval) ? INTERVALS_MS[interval] : undefined;
    if (lengthMs === undefined) throw new VenueRefusal(-1120, 'Invalid interval.');
    const range = readTimeRange(params, exchange.clock.now(), 3650);
    const bars = new Map<number, MarketTick[]>();
    for (const tick of exchange.market.ticks(instrument.symbol)) {
      const openTime = tick.at - (tick.at % lengthMs);
      if (tick.isMarkOnly || !isWithin(openTime, range)) continue;
      bars.set(openTime, [...(bars.get(openTime) ?? []), tick]);
    }
    return [...bars]
      .slice(-readLimit(params, 500, 1500))
      .map(([openTime, ticks]) => barJson(openTime, openTime + lengthMs - 1, ticks, instrument));
  },
};

function barJson(openTime: number, closeTime: number, ticks: readonly MarketTick[], instrument: Instrument) {
  const prices = ticks.map(({ last }) => last);
  const price = (value: Decimal | undefined) => formatWirePrice(value ?? null, instrument);
  const volume = formatWireQuantity(instrument.minQuantity.times(ticks.length), instrument);
  const quoteVolume = Decimal.sum(0, ...prices.map((one) => one.times(instrument.minQuantity))).toFixed();
  return [
    openTime,
    price(prices[0]),
    price(Decimal.max(...prices)),
    price(Decimal.min(...prices)),
    price(prices.at(-1)),
    volume,
    closeTime,
    quoteVolume,
    ticks.length,
    volume,
    quoteVolume,
    '0',
  ];
}

export const dayTicker: PublicOperation = {
  name: 'GET /fapi/v1/ticker/24hr',
  security: 'none',
  weight: (params) => (optionalText(params, 'symbol') === undefined ? 40 : 1),
  run(exchange, params) {
    const asked = optionalSymbol(exchange, params);
    const rows = (asked === undefined ? [...exchange.market.symbols.values()] : [asked]).map(({ instrument }) =>
      dayJson(instrument, exchange.market.ticks(instrument.symbol), exchange.clock.now()),
    );
    return asked === undefined ? rows : rows[0];
  },
};

function dayJson(instrument: Instrument, all: readonly MarketTick[], now: number): Record<string, unknown> {
  const ticks = all.filter(({ at, isMarkOnly }) => !isMarkOnly && at > now - DAY_MS);
  const prices = ticks.map(({ last }) => last);
  const [open, last] = [prices[0] ?? new Decimal(0), prices.at(-1) ?? new Decimal(0)];
  const volume = instrument.minQuantity.times(ticks.length);
  const quoteVolume = Decimal.sum(0, ...prices.map((one) => one.times(instrument.minQuantity)));
  const price = (value: Decimal) => formatWirePrice(value, instrument);
  return {
    symbol: instrument.symbol,
    priceChange: price(last.minus(open)),
    priceChangePercent: open.isZero() ? '0.000' : last.div(open).minus(1).times(100).toFixed(3),
    weightedAvgPrice: volume.isZero() ? '0' : price(quoteVolume.div(volume)),
    lastPrice: price(last),
    lastQty: formatWireQuantity(instrument.minQuantity, instrument),
    openPrice: price(open),
    highPrice: price(prices.length === 0 ? last : Decimal.max(...prices)),
    lowPrice: price(prices.length === 0 ? last : Decimal.min(...prices)),
    volume: formatWireQuantity(volume, instrument),
    quoteVolume: quoteVolume.toFixed(),
    openTime: now - DAY_MS,
    closeTime: now,
    firstId: ticks[0]?.tradeId ?? 0,
    lastId: ticks.at(-1)?.tradeId ?? 0,
    count: ticks.length,
  };
}
