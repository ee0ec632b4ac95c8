import { type Instrument, type InstrumentStatus, ZERO } from '@perpdesk/broker-core';
import type { WireSymbol } from '../wire/exchange-info.ts';

const PERPETUAL: readonly string[] = ['PERPETUAL', 'TRADIFI_PERPETUAL'];

const STATUSES: Readonly<Record<string, InstrumentStatus>> = {
  TRADING: 'trading',
  PENDING_TRADING: 'halted',
  PRE_SETTLE: 'halted',
  SETTLING: 'halted',
  BREAK: 'halted',
  HALT: 'halted',
  CLOSE: 'delisted',
  PRE_DELIVERING: 'halted',
  DELIVERING: 'halted',
  DELIVERED: 'delisted',
};

/**
 * What stands where the brackets were not read, or have no such symbol (one that does not trade yet): the most that
 * Binance gives anywhere. Too high a leverage is refused by `setLeverage`; too low a bound would forbid what is allowed.
 */
const HIGHEST_LEVERAGE = 125;

/**
 * A linear perpetual's rules; `null` for other contracts, and where a filter is missing that an order needs.
 *
 * @param maxLeverage From the brackets: exchangeInfo tells none that counts.
 */
export function instrumentOf(wire: WireSymbol, maxLeverage: number = HIGHEST_LEVERAGE): Instrument | null {
  if (!PERPETUAL.includes(wire.contractType) || wire.marginAsset !== wire.quoteAsset) return null;
  const filters = wire.filters.flatMap((filter) => (filter === null ? [] : [filter]));
  const price = filters.find((filter) => filter.filterType === 'PRICE_FILTER');
  const lot = filters.find((filter) => filter.filterType === 'LOT_SIZE');
  const market = filters.find((filter) => filter.filterType === 'MARKET_LOT_SIZE');
  const notional = filters.find((filter) => filter.filterType === 'MIN_NOTIONAL');
  const band = filters.find((filter) => filter.filterType === 'PERCENT_PRICE');
  if (price === undefined || lot === undefined) return null;
  return {
    symbol: wire.symbol,
    baseAsset: wire.baseAsset,
    quoteAsset: wire.quoteAsset,
    settleAsset: wire.marginAsset,
    status: (Object.hasOwn(STATUSES, wire.status) ? STATUSES[wire.status] : undefined) ?? 'unknown',
    tickSize: price.tickSize,
    stepSize: lot.stepSize,
    minQuantity: lot.minQty,
    maxQuantity: lot.maxQty,
    maxMarketQuantity: market?.maxQty ?? lot.maxQty,
    minNotional: notional?.notional ?? ZERO,
    minPrice: price.minPrice,
    maxPrice: price.maxPrice,
    maxLeverage,
    ...(band === undefined ? {} : { priceBand: { up: band.multiplierUp, down: band.multiplierDown } }),
  };
}
