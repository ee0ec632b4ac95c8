import { decimal, type Instrument } from '@perpdesk/broker-core';

type Row = readonly [
  baseAsset: string,
  tickSize: string,
  stepSize: string,
  maxQuantity: string,
  maxMarketQuantity: string,
  minNotional: string,
  maxPrice: string,
  maxLeverage: number,
];

const ROWS: readonly Row[] = [
  ['BTC', '0.1', '0.001', '1000', '120', '100', '4529764', 125],
  ['ETH', '0.01', '0.001', '10000', '2000', '20', '306177', 100],
  ['BNB', '0.01', '0.01', '10000', '2000', '5', '100000', 75],
  ['SOL', '0.01', '0.01', '100000', '10000', '5', '100000', 100],
  ['XRP', '0.0001', '0.1', '10000000', '2000000', '5', '100000', 100],
  ['DOGE', '0.00001', '1', '50000000', '30000000', '5', '30', 75],
  ['ADA', '0.0001', '1', '20000000', '4000000', '5', '5000', 75],
  ['AVAX', '0.001', '1', '200000', '50000', '5', '10000', 75],
  ['LINK', '0.001', '0.01', '200000', '20000', '5', '50000', 75],
  ['LTC', '0.01', '0.001', '10000', '5000', '20', '100000', 75],
  ['DOT', '0.001', '0.1', '1000000', '150000', '5', '10000', 75],
  ['SUI', '0.0001', '0.1', '5000000', '300000', '5', '2000', 75],
];

/** Linear perpetuals in USDT with filters like those of a large exchange. */
export const STANDARD_INSTRUMENTS: readonly Instrument[] = ROWS.map(
  ([baseAsset, tickSize, stepSize, maxQuantity, maxMarketQuantity, minNotional, maxPrice, maxLeverage]) => ({
    symbol: `${baseAsset}USDT`,
    baseAsset,
    quoteAsset: 'USDT',
    settleAsset: 'USDT',
    status: 'trading',
    tickSize: decimal(tickSize),
    stepSize: decimal(stepSize),
    minQuantity: decimal(stepSize),
    maxQuantity: decimal(maxQuantity),
    maxMarketQuantity: decimal(maxMarketQuantity),
    minNotional: decimal(minNotional),
    minPrice: decimal(tickSize),
    maxPrice: decimal(maxPrice),
    maxLeverage,
  }),
);
