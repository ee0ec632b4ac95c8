import { Decimal, formatDecimal, roundQuantityDown, type Instrument } from '@perpdesk/broker-core';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import type { Phrase } from '../language/speech.ts';
import { sizeTexts } from '../language/texts/size.ts';
import type { OrderSize } from './order-size.ts';

export interface LegalQuantity {
  /** Base asset, on the step, within the instrument's limits. */
  readonly quantity: Decimal;
  /** What was rounded away, as one sentence; `null` where that is nothing, or too little to be seen. */
  readonly note: Phrase | null;
}

export interface LegalQuantityBasis {
  readonly instrument: Instrument;
  /** Quote asset, > 0. */
  readonly price: Decimal;
  /** Quote asset. */
  readonly equity: Decimal;
  /** Quote asset; `null`: none is asked for. */
  readonly stopPrice: Decimal | null;
}

/** The smallest quantity of a market order that the exchange takes at this price: base asset, on the step. */
export function smallestQuantity({ instrument, price }: Pick<LegalQuantityBasis, 'instrument' | 'price'>): Decimal {
  const byNotional = instrument.minNotional.dividedBy(price).toNearest(instrument.stepSize, Decimal.ROUND_UP);
  return Decimal.max(instrument.minQuantity, byNotional);
}

/** @throws {RangeError} for a size by risk without a stop. */
function askedQuantity(size: OrderSize, { price, equity, stopPrice }: LegalQuantityBasis): Decimal {
  switch (size.type) {
    case 'quantity':
      return size.quantity;
    case 'notional':
      return size.notional.dividedBy(price);
    case 'equity-percent':
      return equity.times(size.percent).dividedBy(100).dividedBy(price);
    case 'risk-percent': {
      if (stopPrice === null || stopPrice.equals(price)) throw new RangeError('A size by risk needs a stop.');
      return equity.times(size.percent).dividedBy(100).dividedBy(price.minus(stopPrice).abs());
    }
    default:
      return size satisfies never;
  }
}

/** Four digits that count, and enough of them to see what falls below the step. */
function roughly(quantity: Decimal, { stepSize }: Instrument): Decimal {
  const places = quantity.toSignificantDigits(4, Decimal.ROUND_DOWN).decimalPlaces();
  return quantity.toDecimalPlaces(Math.max(places, stepSize.decimalPlaces() + 2), Decimal.ROUND_DOWN);
}

/** A size as an order's quantity, rounded down to the step; outside the limits it is refused with the nearest legal value. */
export function toLegalQuantity(size: OrderSize, basis: LegalQuantityBasis): DeskResult<LegalQuantity> {
  const { instrument, price } = basis;
  const asked = askedQuantity(size, basis);
  const quantity = roundQuantityDown(asked, instrument);
  const seen = size.type === 'quantity' ? asked : roughly(asked, instrument);
  const shown: Phrase = ({ digits }) => `${size.type === 'quantity' ? '' : '≈ '}${digits(formatDecimal(seen))}`;
  const smallest = smallestQuantity(basis);
  if (quantity.lessThan(smallest)) {
    const worth = formatDecimal(smallest.times(price).toDecimalPlaces(2, Decimal.ROUND_UP));
    return refuse('size', (speech) => {
      const least = speech.digits(formatDecimal(smallest));
      const worthOf = `${speech.digits(worth)} ${instrument.quoteAsset}`;
      return speech.say(sizeTexts).tooSmall(shown(speech), instrument.baseAsset, least, worthOf);
    });
  }
  if (quantity.greaterThan(instrument.maxMarketQuantity)) {
    const largest = formatDecimal(instrument.maxMarketQuantity);
    return refuse('size', (speech) =>
      speech.say(sizeTexts).tooLarge(shown(speech), instrument.baseAsset, speech.digits(largest)),
    );
  }
  if (quantity.equals(seen)) return accept({ quantity, note: null });
  const step = formatDecimal(instrument.stepSize);
  const on = quantity.toFixed(instrument.stepSize.decimalPlaces());
  return accept({
    quantity,
    note: (speech) => speech.say(sizeTexts).rounded(shown(speech), speech.digits(on), speech.digits(step)),
  });
}
