import { BrokerError } from './broker-error.ts';
import { type Decimal, formatDecimal } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import { isMultipleOf } from './is-multiple-of.ts';

/**
 * The price as plain text with the tick's decimals, e.g. `64000.10`: quote asset.
 *
 * @throws {BrokerError} `invalid-precision` (not-sent) if it is off the tick: round it first, by name.
 */
export function formatPrice(price: Decimal, instrument: Pick<Instrument, 'symbol' | 'tickSize'>): string {
  return formatMultiple(price, instrument.tickSize, `price ${formatDecimal(price)}`, `${instrument.symbol}'s tick`, {
    operation: 'formatPrice',
    remedy: 'Round it with roundPriceTo.',
  });
}

/**
 * The quantity as plain text with the step's decimals, e.g. `0.010`: base asset.
 *
 * @throws {BrokerError} `invalid-precision` (not-sent) if it is off the step: round it first, by name.
 */
export function formatQuantity(quantity: Decimal, instrument: Pick<Instrument, 'symbol' | 'stepSize'>): string {
  const fact = `quantity ${formatDecimal(quantity)}`;
  return formatMultiple(quantity, instrument.stepSize, fact, `${instrument.symbol}'s step`, {
    operation: 'formatQuantity',
    remedy: 'Round it with roundQuantityDown.',
  });
}

function formatMultiple(
  value: Decimal,
  step: Decimal,
  fact: string,
  rule: string,
  { operation, remedy }: { readonly operation: string; readonly remedy: string },
): string {
  if (!isMultipleOf(value, step)) {
    const message = `Not formatted: ${fact} is no multiple of ${rule} ${formatDecimal(step)}. ${remedy}`;
    throw new BrokerError('invalid-precision', { message, operation, outcome: 'not-sent' });
  }
  return value.abs().isZero() ? value.abs().toFixed(step.decimalPlaces()) : value.toFixed(step.decimalPlaces());
}
