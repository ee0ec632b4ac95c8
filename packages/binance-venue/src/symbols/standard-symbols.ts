import { decimal, type Instrument } from '@perpdesk/broker-core';
import { STANDARD_INSTRUMENTS, STANDARD_PRICES } from '@perpdesk/broker-paper/engine';
import type { Decimal } from '@perpdesk/broker-core';
import type { ListedSymbol } from '../exchange/listed-symbol.ts';
import { toListedSymbol } from './to-listed-symbol.ts';

type Row = readonly [
  symbol: string,
  baseAsset: string,
  quoteAsset: string,
  tickSize: string,
  stepSize: string,
  maxQuantity: string,
  maxMarketQuantity: string,
  minNotional: string,
  maxPrice: string,
  maxLeverage: number,
  price: string,
];

/** Beside the engine's own: a multiplied meme coin, margin in USDC, a dated future, a symbol that no longer trades, a name that is not ASCII. */
const ROWS: readonly Row[] = [
  ['1000PEPEUSDT', '1000PEPE', 'USDT', '0.0000001', '1', '250000000', '80000000', '5', '2', 75, '0.0105'],
  ['BTCUSDC', 'BTC', 'USDC', '0.1', '0.001', '1000', '120', '50', '4529764', 125, '60000'],
  ['ETHUSDC', 'ETH', 'USDC', '0.01', '0.001', '10000', '2000', '20', '306177', 100, '3000'],
  ['BTCUSDT_270326', 'BTC', 'USDT', '0.1', '0.001', '500', '50', '5', '1000000', 50, '61000'],
  ['MATICUSDT', 'MATIC', 'USDT', '0.0001', '1', '20000000', '1000000', '5', '10000', 50, '0.4'],
  ['币安人生USDT', '币安人生', 'USDT', '0.00001', '1', '10000000', '1000000', '5', '200', 40, '0.2'],
];

/** 2027-03-26T08:00:00Z */
const DELIVERY_AT = 1_806_048_000_000;

/** Symbols as the real exchange lists them, with filters like its own; plausible, not current. */
export const STANDARD_SYMBOLS: readonly ListedSymbol[] = [
  ...STANDARD_INSTRUMENTS.map((instrument) => toListedSymbol(instrument)),
  ...ROWS.map((row) => toListedSymbol(toInstrument(row))),
].map((listed) => {
  switch (listed.instrument.symbol) {
    case 'BTCUSDT_270326':
      return { ...listed, contractType: 'CURRENT_QUARTER', pair: 'BTCUSDT', deliveryDate: DELIVERY_AT };
    case 'MATICUSDT':
      return { ...listed, status: 'SETTLING', instrument: { ...listed.instrument, status: 'delisted' } };
    default:
      return listed;
  }
});

/** Where the standard symbols begin, in quote asset. */
export const STANDARD_SYMBOL_PRICES: Readonly<Record<string, Decimal>> = {
  ...STANDARD_PRICES,
  ...Object.fromEntries(ROWS.map((row) => [row[0], decimal(row[10])])),
};

function toInstrument(row: Row): Instrument {
  const [symbol, baseAsset, quoteAsset, tickSize, stepSize, maxQuantity, maxMarketQuantity, minNotional] = row;
  return {
    symbol,
    baseAsset,
    quoteAsset,
    settleAsset: quoteAsset,
    status: 'trading',
    tickSize: decimal(tickSize),
    stepSize: decimal(stepSize),
    minQuantity: decimal(stepSize),
    maxQuantity: decimal(maxQuantity),
    maxMarketQuantity: decimal(maxMarketQuantity),
    minNotional: decimal(minNotional),
    minPrice: decimal(tickSize),
    maxPrice: decimal(row[8]),
    maxLeverage: row[9],
  };
}
