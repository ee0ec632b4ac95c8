import { decimal } from '../decimal.ts';
import type { Instrument } from '../instrument.ts';

/** BTCUSDT with a tick of 0.1 and a step of 0.001, or what is given. */
export function fakeInstrument(overrides: Partial<Instrument> = {}): Instrument {
  return {
    symbol: 'BTCUSDT',
    baseAsset: 'BTC',
    quoteAsset: 'USDT',
    settleAsset: 'USDT',
    status: 'trading',
    tickSize: decimal('0.1'),
    stepSize: decimal('0.001'),
    minQuantity: decimal('0.001'),
    maxQuantity: decimal('1000'),
    maxMarketQuantity: decimal('120'),
    minNotional: decimal('100'),
    minPrice: decimal('0.1'),
    maxPrice: decimal('1000000'),
    maxLeverage: 125,
    ...overrides,
  };
}
