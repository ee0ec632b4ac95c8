import type { Decimal } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import type { OrderIssue } from './order-issue.ts';
import type { OrderRequest } from './order-request.ts';
import type { PositionMode } from './position.ts';
import { validateAccountMode } from './validate-account-mode.ts';
import { validatePrices } from './validate-prices.ts';
import { validateQuantity } from './validate-quantity.ts';
import { validateShape } from './validate-shape.ts';

export interface ValidateOrderOptions {
  readonly positionMode: PositionMode;
  /**
   * Quote asset, > 0: the mark price. A market order's notional is counted at it, and the instrument's price band is a
   * part of it; without it neither is checked.
   */
  readonly referencePrice?: Decimal;
}

/**
 * Checks an order against the contract, the instrument's rules and the account's mode; an empty list means nothing stands
 * against it.
 *
 * Each message names the offending value, the rule and the nearest legal values. What untyped code gets wrong (a field
 * that the type of order does not have, a JS number as an amount) is `invalid-request`. Knows no balance and no position:
 * the exchange may still refuse.
 *
 * @example
 * validateOrder({ ...order, quantity: decimal('0.0125') }, instrument, { positionMode: 'one-way' });
 * // [{ code: 'invalid-precision', message: "quantity 0.0125 is no multiple of BTCUSDT's step 0.001. Nearest: 0.012, 0.013." }]
 */
export function validateOrder(
  request: OrderRequest,
  instrument: Instrument,
  options: ValidateOrderOptions,
): readonly OrderIssue[] {
  const shape = validateShape(request);
  if (shape.length > 0) return shape;
  return [
    ...validateInstrument(request, instrument),
    ...validateQuantity(request, instrument, options),
    ...validatePrices(request, instrument, options.referencePrice),
    ...validateAccountMode(request, options.positionMode),
  ];
}

function validateInstrument(request: OrderRequest, instrument: Instrument): OrderIssue[] {
  if (request.symbol !== instrument.symbol) {
    const message = `The order is for ${request.symbol}, the rules are of ${instrument.symbol}. Pass the order's own instrument.`;
    return [{ code: 'invalid-request', message }];
  }
  if (instrument.status === 'halted' || instrument.status === 'delisted') {
    const message = `${instrument.symbol} is ${instrument.status}. Wait, or trade another instrument.`;
    return [{ code: 'instrument-not-trading', message }];
  }
  return [];
}
