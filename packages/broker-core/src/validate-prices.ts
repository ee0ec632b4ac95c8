import { type Decimal, formatDecimal, ZERO } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import type { OrderIssue } from './order-issue.ts';
import type { OrderRequest } from './order-request.ts';

/** What stands against the prices of an order, its trailing rate and its time in force. */
export function validatePrices(request: OrderRequest, instrument: Instrument): readonly OrderIssue[] {
  switch (request.type) {
    case 'market':
      return [];
    case 'limit':
      return [...priceIssues('price', request.price, instrument), ...timeInForceIssues(request)];
    case 'stop-market':
    case 'take-profit-market':
      return priceIssues('triggerPrice', request.triggerPrice, instrument);
    case 'stop-limit':
    case 'take-profit-limit':
      return [
        ...priceIssues('price', request.price, instrument),
        ...priceIssues('triggerPrice', request.triggerPrice, instrument),
        ...timeInForceIssues(request),
      ];
    case 'trailing-stop-market':
      return [
        ...(request.activationPrice ? priceIssues('activationPrice', request.activationPrice, instrument) : []),
        ...callbackRateIssues(request.callbackRate),
      ];
    default:
      return request satisfies never;
  }
}

function priceIssues(
  field: string,
  price: Decimal,
  { symbol, tickSize, minPrice, maxPrice }: Instrument,
): OrderIssue[] {
  const found = `${field} ${formatDecimal(price)}`;
  if (price.lte(ZERO)) return [{ code: 'invalid-request', message: `${found} is not above zero.` }];
  const issues: OrderIssue[] = [];
  if (!price.mod(tickSize).isZero()) {
    const message = `${found} is no multiple of ${symbol}'s tick ${formatDecimal(tickSize)}. Round it with roundPriceTo.`;
    issues.push({ code: 'invalid-precision', message });
  }
  if (price.lt(minPrice) || price.gt(maxPrice)) {
    const range = `${formatDecimal(minPrice)} to ${formatDecimal(maxPrice)}`;
    issues.push({ code: 'price-out-of-range', message: `${found} is outside ${symbol}'s ${range}. Move it inside.` });
  }
  return issues;
}

function callbackRateIssues(callbackRate: Decimal): OrderIssue[] {
  if (callbackRate.gt(ZERO) && callbackRate.lt(100)) return [];
  const message = `callbackRate ${formatDecimal(callbackRate)} is not between 0 and 100 percent.`;
  return [{ code: 'invalid-request', message }];
}

function timeInForceIssues(
  request: Extract<OrderRequest, { type: 'limit' | 'stop-limit' | 'take-profit-limit' }>,
): OrderIssue[] {
  const { timeInForce = 'gtc', goodTillAt } = request;
  const issues: OrderIssue[] = [];
  const refuse = (message: string) => issues.push({ code: 'invalid-request', message });
  if (timeInForce === 'gtd' && goodTillAt === undefined) refuse('timeInForce gtd has no goodTillAt. Say until when.');
  if (timeInForce !== 'gtd' && goodTillAt !== undefined) {
    refuse(`goodTillAt ${goodTillAt} does not go with timeInForce ${timeInForce}. Use gtd, or leave it out.`);
  }
  if (goodTillAt !== undefined && goodTillAt % 1000 !== 0) {
    refuse(`goodTillAt ${goodTillAt} is no whole second. Use a multiple of 1000.`);
  }
  if (request.type === 'limit' && request.postOnly === true && timeInForce !== 'gtc' && timeInForce !== 'gtd') {
    refuse(`postOnly does not go with timeInForce ${timeInForce}. Use gtc, or leave postOnly out.`);
  }
  return issues;
}
