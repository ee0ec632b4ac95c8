import { type Decimal, formatDecimal, type Instrument, type Side, ZERO } from '@perpdesk/broker-core';
import type { ListedSymbol } from '../exchange/listed-symbol.ts';
import { pricePrecision, quantityPrecision } from '../format/numbers.ts';
import { VenueRefusal } from '../venue-refusal.ts';

const PRECISION_TEXT = 'Precision is over the maximum defined for this asset.';

/** LOT_SIZE, or MARKET_LOT_SIZE. @throws {VenueRefusal} */
export function checkQuantity(quantity: Decimal, instrument: Instrument, isMarket: boolean): void {
  if (quantity.lte(ZERO)) throw new VenueRefusal(-4003, 'Quantity less than or equal to zero.');
  if (quantity.decimalPlaces() > quantityPrecision(instrument)) throw new VenueRefusal(-1111, PRECISION_TEXT);
  if (quantity.lt(instrument.minQuantity)) throw new VenueRefusal(-4004, 'Quantity less than min quantity.');
  if (quantity.gt(isMarket ? instrument.maxMarketQuantity : instrument.maxQuantity)) {
    throw new VenueRefusal(-4005, 'Quantity greater than max quantity.');
  }
  if (!quantity.mod(instrument.stepSize).isZero()) {
    throw new VenueRefusal(-4023, 'Quantity not increased by step size.');
  }
}

/** PRICE_FILTER. @throws {VenueRefusal} */
export function checkPrice(price: Decimal, instrument: Instrument): void {
  if (price.isNegative()) throw new VenueRefusal(-4001, 'Price less than 0.');
  if (price.decimalPlaces() > pricePrecision(instrument)) throw new VenueRefusal(-1111, PRECISION_TEXT);
  if (price.lt(instrument.minPrice)) throw new VenueRefusal(-4013, 'Price less than min price.');
  if (price.gt(instrument.maxPrice)) throw new VenueRefusal(-4002, 'Price greater than max price.');
  if (!price.mod(instrument.tickSize).isZero()) throw new VenueRefusal(-4014, 'Price not increased by tick size.');
}

/** PRICE_FILTER for what triggers an order. @throws {VenueRefusal} */
export function checkTriggerPrice(price: Decimal, instrument: Instrument): void {
  if (price.lte(ZERO)) throw new VenueRefusal(-4006, 'Stop price less than zero.');
  if (price.gt(instrument.maxPrice)) throw new VenueRefusal(-4007, 'Stop price greater than max price.');
  checkPrice(price, instrument);
}

/** PERCENT_PRICE of a limit price, against the mark price. @throws {VenueRefusal} */
export function checkPriceBand(
  price: Decimal,
  side: Side,
  { priceBand, instrument }: ListedSymbol,
  mark: Decimal,
): void {
  const cap = mark.times(priceBand.up);
  const floor = mark.times(priceBand.down);
  const places = pricePrecision(instrument);
  if (side === 'buy' && price.gt(cap)) {
    throw new VenueRefusal(-4016, `Limit price can't be higher than ${cap.toFixed(places)}.`);
  }
  if (side === 'sell' && price.lt(floor)) {
    throw new VenueRefusal(-4024, `Limit price can't be lower than ${floor.toFixed(places)}.`);
  }
}

/** PERCENT_PRICE of what a market order would meet. @throws {VenueRefusal} */
export function checkMarketBand(price: Decimal, side: Side, { priceBand }: ListedSymbol, mark: Decimal): void {
  const isOutside = side === 'buy' ? price.gt(mark.times(priceBand.up)) : price.lt(mark.times(priceBand.down));
  if (!isOutside) return;
  throw new VenueRefusal(-4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit.");
}

/** MIN_NOTIONAL, for orders that may open. @throws {VenueRefusal} */
export function checkNotional(notional: Decimal, { minNotional }: Instrument): void {
  if (notional.gte(minNotional)) return;
  const least = minNotional.decimalPlaces() === 0 ? `${formatDecimal(minNotional)}.0` : formatDecimal(minNotional);
  throw new VenueRefusal(-4164, `Order's notional must be no smaller than ${least} (unless you choose reduce only).`);
}
