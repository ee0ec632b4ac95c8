import { type Decimal, formatDecimal, ZERO } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import { isMultipleOf } from './is-multiple-of.ts';
import { isReducing } from './is-reducing.ts';
import { formatNearest, leastQuantity } from './nearest-values.ts';
import type { OrderIssue } from './order-issue.ts';
import type { OrderRequest } from './order-request.ts';
import type { PositionMode } from './position.ts';

interface QuantityOptions {
  readonly positionMode: PositionMode;
  readonly referencePrice?: Decimal;
}

/** What stands against an order's quantity and its notional, with the nearest quantities that nothing stands against. */
export function validateQuantity(
  request: OrderRequest,
  instrument: Instrument,
  { positionMode, referencePrice }: QuantityOptions,
): readonly OrderIssue[] {
  const { quantity } = request;
  if (quantity === undefined) return [];
  const found = () => `quantity ${formatDecimal(quantity)}`;
  if (quantity.lte(ZERO)) {
    return [{ code: 'invalid-request', message: `${found()} is not above zero. The side says the direction.` }];
  }
  const { symbol, stepSize, minQuantity, minNotional } = instrument;
  const price = isReducing(request, positionMode) ? null : priceOf(request, referencePrice);
  const most = isPriced(request) ? instrument.maxQuantity : instrument.maxMarketQuantity;
  // made for refusals alone: it divides, which costs more than all the checks
  const nearest = () => formatNearest(quantity, { step: stepSize, least: leastQuantity(instrument, price), most });
  const issues: OrderIssue[] = [];
  if (!isMultipleOf(quantity, stepSize)) {
    const message = `${found()} is no multiple of ${symbol}'s step ${formatDecimal(stepSize)}. ${nearest()}`;
    issues.push({ code: 'invalid-precision', message });
  }
  if (quantity.lt(minQuantity)) {
    const message = `${found()} is below ${symbol}'s minimum ${formatDecimal(minQuantity)}. ${nearest()}`;
    issues.push({ code: 'below-minimum', message });
  }
  if (quantity.gt(most)) {
    const message = `${found()} is above ${symbol}'s maximum ${formatDecimal(most)} of one order. ${nearest()} Or split it.`;
    issues.push({ code: 'above-maximum', message });
  }
  if (price !== null && quantity.times(price).lt(minNotional)) {
    const notional = `${found()} at ${formatDecimal(price)} is a notional of ${formatDecimal(quantity.times(price))}`;
    const minimum = `${formatDecimal(minNotional)} ${instrument.quoteAsset}`;
    const message = `${notional}, below ${symbol}'s minimum ${minimum}. ${nearest()}`;
    issues.push({ code: 'below-minimum', message });
  }
  return issues;
}

/** Quote asset: what the notional is counted at; `null` where it is not known. */
function priceOf(request: OrderRequest, referencePrice: Decimal | undefined): Decimal | null {
  const triggerPrice = 'triggerPrice' in request ? request.triggerPrice : undefined;
  const price = request.price ?? triggerPrice ?? referencePrice;
  return price?.gt(ZERO) ? price : null;
}

function isPriced(request: OrderRequest): boolean {
  return request.type === 'limit' || request.type === 'stop-limit' || request.type === 'take-profit-limit';
}
