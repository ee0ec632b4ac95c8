import { type Decimal, formatDecimal, ZERO } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import type { OrderIssue } from './order-issue.ts';
import type { OrderRequest } from './order-request.ts';
import type { PositionMode } from './position.ts';
import { validateAccountMode } from './validate-account-mode.ts';
import { validatePrices } from './validate-prices.ts';

export interface ValidateOrderOptions {
  readonly positionMode: PositionMode;
  /** Quote asset, > 0: what a market order's notional is counted at. Without it that minimum is not checked. */
  readonly referencePrice?: Decimal;
}

/**
 * Checks an order against the instrument's rules and the account's mode; an empty list means nothing stands against it.
 *
 * Knows no balance, no position and no price band: the exchange may still refuse.
 */
export function validateOrder(
  request: OrderRequest,
  instrument: Instrument,
  options: ValidateOrderOptions,
): readonly OrderIssue[] {
  return [
    ...validateInstrument(request, instrument),
    ...validateQuantity(request, instrument),
    ...validatePrices(request, instrument),
    ...validateNotional(request, instrument, options),
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

function validateQuantity(request: OrderRequest, instrument: Instrument): OrderIssue[] {
  const { quantity } = request;
  if (quantity === undefined) return [];
  const { symbol, stepSize, minQuantity } = instrument;
  const found = `quantity ${formatDecimal(quantity)}`;
  if (quantity.lte(ZERO)) {
    return [{ code: 'invalid-request', message: `${found} is not above zero. The side says the direction.` }];
  }
  const issues: OrderIssue[] = [];
  if (!quantity.mod(stepSize).isZero()) {
    const message = `${found} is no multiple of ${symbol}'s step ${formatDecimal(stepSize)}. Round it with roundQuantityDown.`;
    issues.push({ code: 'invalid-precision', message });
  }
  if (quantity.lt(minQuantity)) {
    const message = `${found} is below ${symbol}'s minimum ${formatDecimal(minQuantity)}. Order more.`;
    issues.push({ code: 'below-minimum', message });
  }
  const maximum = isPriced(request) ? instrument.maxQuantity : instrument.maxMarketQuantity;
  if (quantity.gt(maximum)) {
    const message = `${found} is above ${symbol}'s maximum ${formatDecimal(maximum)} of one order. Split it.`;
    issues.push({ code: 'above-maximum', message });
  }
  return issues;
}

function validateNotional(
  request: OrderRequest,
  instrument: Instrument,
  { positionMode, referencePrice }: ValidateOrderOptions,
): OrderIssue[] {
  if (request.quantity === undefined || isReduction(request, positionMode)) return [];
  const triggerPrice = 'triggerPrice' in request ? request.triggerPrice : undefined;
  const price = request.price ?? triggerPrice ?? referencePrice;
  if (price === undefined) return [];
  const notional = request.quantity.times(price);
  if (notional.lte(ZERO) || notional.gte(instrument.minNotional)) return [];
  const minimum = formatDecimal(instrument.minNotional);
  const message = `notional ${formatDecimal(notional)} is below ${instrument.symbol}'s minimum ${minimum} ${instrument.quoteAsset}. Order more.`;
  return [{ code: 'below-minimum', message }];
}

function isPriced(request: OrderRequest): boolean {
  return request.type === 'limit' || request.type === 'stop-limit' || request.type === 'take-profit-limit';
}

function isReduction(request: OrderRequest, positionMode: PositionMode): boolean {
  if (positionMode === 'one-way') return request.reduceOnly === true;
  return request.positionSide === (request.side === 'buy' ? 'short' : 'long');
}
