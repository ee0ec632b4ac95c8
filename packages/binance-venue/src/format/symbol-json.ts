import { type Decimal, formatDecimal } from '@perpdesk/broker-core';
import type { ListedSymbol } from '../exchange/listed-symbol.ts';
import { pricePrecision, quantityPrecision } from './numbers.ts';

const ORDER_TYPES = [
  'LIMIT',
  'MARKET',
  'STOP',
  'STOP_MARKET',
  'TAKE_PROFIT',
  'TAKE_PROFIT_MARKET',
  'TRAILING_STOP_MARKET',
];
const TIMES_IN_FORCE = ['GTC', 'IOC', 'FOK', 'GTX', 'GTD', 'RPI'];

/** A symbol of `exchangeInfo`. */
export function symbolJson({ instrument, ...listed }: ListedSymbol): Record<string, unknown> {
  return {
    symbol: instrument.symbol,
    pair: listed.pair,
    contractType: listed.contractType,
    deliveryDate: listed.deliveryDate,
    onboardDate: listed.onboardDate,
    status: listed.status,
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    baseAsset: instrument.baseAsset,
    quoteAsset: instrument.quoteAsset,
    marginAsset: instrument.settleAsset,
    pricePrecision: pricePrecision(instrument),
    quantityPrecision: quantityPrecision(instrument),
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType: 'COIN',
    underlyingSubType: listed.underlyingSubType,
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    maxMoveOrderLimit: 10_000,
    filters: filtersJson({ instrument, ...listed }),
    orderTypes: ORDER_TYPES,
    timeInForce: TIMES_IN_FORCE,
    permissionSets: ['GRID', 'COPY', 'DCA', 'PSB', 'RPI'],
  };
}

function filtersJson({ instrument, priceBand, maxOrders }: ListedSymbol): readonly Record<string, unknown>[] {
  const { tickSize, minPrice, maxPrice, stepSize, minQuantity, maxQuantity, maxMarketQuantity } = instrument;
  const price = (value: Decimal) => value.toFixed(pricePrecision(instrument));
  return [
    { filterType: 'PRICE_FILTER', minPrice: price(minPrice), maxPrice: price(maxPrice), tickSize: price(tickSize) },
    lotSize('LOT_SIZE', maxQuantity),
    lotSize('MARKET_LOT_SIZE', maxMarketQuantity),
    { filterType: 'MAX_NUM_ORDERS', limit: maxOrders },
    { filterType: 'MIN_NOTIONAL', notional: formatDecimal(instrument.minNotional) },
    {
      filterType: 'PERCENT_PRICE',
      multiplierUp: priceBand.up.toFixed(4),
      multiplierDown: priceBand.down.toFixed(4),
      multiplierDecimal: '4',
    },
    { filterType: 'POSITION_RISK_CONTROL', positionControlSide: 'NONE' },
  ];

  function lotSize(filterType: string, most: Decimal) {
    const places = stepSize.decimalPlaces();
    return {
      filterType,
      minQty: minQuantity.toFixed(places),
      maxQty: most.toFixed(places),
      stepSize: stepSize.toFixed(places),
    };
  }
}
