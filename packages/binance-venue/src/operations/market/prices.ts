import { decimal } from '@perpdesk/broker-core';
import type { Exchange } from '../../exchange/exchange.ts';
import type { MarketTick } from '../../exchange/market.ts';
import { formatMoney, formatWirePrice, formatWireQuantity } from '../../format/numbers.ts';
import { VenueRefusal } from '../../venue-refusal.ts';
import type { PublicOperation } from '../operation.ts';
import { listedSymbol, optionalSymbol, optionalText, type Params } from '../params.ts';
import { isWithin, readLimit, readTimeRange } from '../time-range.ts';

const HOUR_MS = 3_600_000;
const FUNDING_HOURS = 8;
/** Base asset in units of the smallest quantity: what stands at each price of the book. */
const DEPTH_STEPS = 10_000;

/** One row for a symbol, a list for all that have a price. */
function eachPrice(exchange: Exchange, params: Params, toRow: (tick: MarketTick) => Record<string, unknown>): unknown {
  const asked = optionalSymbol(exchange, params)?.instrument.symbol;
  if (asked !== undefined) {
    const tick = exchange.market.latest(asked);
    if (tick === null) throw new VenueRefusal(-1121, 'Invalid symbol.');
    return toRow(tick);
  }
  return [...exchange.market.symbols.keys()].flatMap((symbol) => {
    const tick = exchange.market.latest(symbol);
    return tick === null ? [] : [toRow(tick)];
  });
}

export const premiumIndex: PublicOperation = {
  name: 'GET /fapi/v1/premiumIndex',
  security: 'none',
  weight: (params) => (optionalText(params, 'symbol') === undefined ? 10 : 1),
  run(exchange, params) {
    const now = exchange.clock.now();
    const periodMs = FUNDING_HOURS * HOUR_MS;
    return eachPrice(exchange, params, ({ symbol, mark, at }) => ({
      symbol,
      markPrice: formatMoney(mark),
      indexPrice: formatMoney(mark),
      estimatedSettlePrice: formatMoney(mark),
      lastFundingRate: exchange.market.fundings(symbol).at(-1)?.rate.toFixed(8) ?? '0.00010000',
      interestRate: '0.00010000',
      nextFundingTime: now - (now % periodMs) + periodMs,
      time: at,
    }));
  },
};

function priceTicker(name: PublicOperation['name']): PublicOperation {
  return {
    name,
    security: 'none',
    weight: (params) => (optionalText(params, 'symbol') === undefined ? 2 : 1),
    run: (exchange, params) =>
      eachPrice(exchange, params, ({ symbol, last, at }) => ({ symbol, price: last.toFixed(), time: at })),
  };
}

export const priceTickerV1 = priceTicker('GET /fapi/v1/ticker/price');
export const priceTickerV2 = priceTicker('GET /fapi/v2/ticker/price');

export const bookTicker: PublicOperation = {
  name: 'GET /fapi/v1/ticker/bookTicker',
  security: 'none',
  weight: (params) => (optionalText(params, 'symbol') === undefined ? 5 : 2),
  run: (exchange, params) =>
    eachPrice(exchange, params, ({ symbol, at, tradeId }) => {
      const [bid, ask] = bestRows(exchange, symbol);
      return {
        symbol,
        bidPrice: bid[0],
        bidQty: bid[1],
        askPrice: ask[0],
        askQty: ask[1],
        time: at,
        lastUpdateId: tradeId,
      };
    }),
};

type BookRow = readonly [price: string, quantity: string];

function bestRows({ market }: Exchange, symbol: string): readonly [bid: BookRow, ask: BookRow] {
  const instrument = market.symbols.get(symbol)?.instrument;
  const top = market.topOfBook(symbol);
  if (instrument === undefined || top === null) throw new VenueRefusal(-1121, 'Invalid symbol.');
  const quantity = formatWireQuantity(instrument.stepSize.times(DEPTH_STEPS), instrument);
  return [
    [formatWirePrice(top.bid, instrument), quantity],
    [formatWirePrice(top.ask, instrument), quantity],
  ];
}

export const depth: PublicOperation = {
  name: 'GET /fapi/v1/depth',
  security: 'none',
  weight: 2,
  run(exchange, params) {
    const { symbol } = listedSymbol(exchange, params).instrument;
    const [bid, ask] = bestRows(exchange, symbol);
    const tick = exchange.market.latest(symbol);
    return { lastUpdateId: tick?.tradeId ?? 0, E: tick?.at ?? 0, T: tick?.at ?? 0, bids: [bid], asks: [ask] };
  },
};

export const fundingRate: PublicOperation = {
  name: 'GET /fapi/v1/fundingRate',
  security: 'none',
  weight: 1,
  run(exchange, params) {
    const asked = optionalSymbol(exchange, params)?.instrument.symbol;
    const symbols = asked === undefined ? [...exchange.market.symbols.keys()] : [asked];
    const range = readTimeRange(params, exchange.clock.now(), 3650);
    return symbols
      .flatMap((symbol) => exchange.market.fundings(symbol))
      .filter(({ at }) => isWithin(at, range))
      .slice(-readLimit(params, 100, 1000))
      .map(({ symbol, rate, mark, at }) => ({
        symbol,
        fundingRate: rate.toFixed(8),
        fundingTime: at,
        markPrice: formatMoney(mark),
      }));
  },
};

export const fundingInfo: PublicOperation = {
  name: 'GET /fapi/v1/fundingInfo',
  security: 'none',
  weight: 0,
  run: ({ market }) =>
    [...market.symbols.keys()].map((symbol) => ({
      symbol,
      adjustedFundingRateCap: decimal('0.02').toFixed(8),
      adjustedFundingRateFloor: decimal('-0.02').toFixed(8),
      fundingIntervalHours: FUNDING_HOURS,
      disclaimer: false,
    })),
};
