import { decimal, type Decimal, type Instrument } from '@perpdesk/broker-core';

/** Instruments of the bench's exchange; each is one strategy's, so that no alert waits for another. */
export function symbolOf(index: number): string {
  return `B${index}USDT`;
}

export function benchInstruments(count: number): readonly Instrument[] {
  return Array.from({ length: count }, (_, index) => ({
    symbol: symbolOf(index),
    baseAsset: `B${index}`,
    quoteAsset: 'USDT',
    settleAsset: 'USDT',
    status: 'trading',
    tickSize: decimal('0.01'),
    stepSize: decimal('0.001'),
    minQuantity: decimal('0.001'),
    maxQuantity: decimal('100000'),
    maxMarketQuantity: decimal('100000'),
    minNotional: decimal('5'),
    minPrice: decimal('0.01'),
    maxPrice: decimal('1000000'),
    maxLeverage: 20,
  }));
}

export function benchPrices(count: number): Readonly<Record<string, Decimal>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [symbolOf(index), decimal('100')]));
}
