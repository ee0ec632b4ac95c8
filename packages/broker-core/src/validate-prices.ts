import { Decimal, formatDecimal, ZERO } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import { isMultipleOf } from './is-multiple-of.ts';
import { formatNearest } from './nearest-values.ts';
import type { OrderIssue } from './order-issue.ts';
import type { OrderRequest } from './order-request.ts';

/** What stands against the prices of an order, its trailing rate and its time in force, with the nearest legal prices. */
export function validatePrices(
  request: OrderRequest,
  instrument: Instrument,
  referencePrice: Decimal | undefined,
): readonly OrderIssue[] {
  switch (request.type) {
    case 'market':
      return [];
    case 'limit': {
      const band = bandOf(request.side, instrument, referencePrice);
      return [...priceIssues('price', request.price, instrument, band), ...timeInForceIssues(request)];
    }
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

interface Band {
  readonly least: Decimal;
  readonly most: Decimal;
  /** What it is a band of, for the message. */
  of(): string;
}

function priceIssues(
  field: string,
  price: Decimal,
  instrument: Instrument,
  { least, most, of }: Band = wholeRange(instrument),
): readonly OrderIssue[] {
  const { symbol, tickSize } = instrument;
  const found = () => `${field} ${formatDecimal(price)}`;
  if (price.lte(ZERO)) return [{ code: 'invalid-request', message: `${found()} is not above zero.` }];
  const nearest = () => formatNearest(price, { step: tickSize, least, most });
  const issues: OrderIssue[] = [];
  if (!isMultipleOf(price, tickSize)) {
    const message = `${found()} is no multiple of ${symbol}'s tick ${formatDecimal(tickSize)}. ${nearest()}`;
    issues.push({ code: 'invalid-precision', message });
  }
  if (price.lt(least) || price.gt(most)) {
    issues.push({ code: 'price-out-of-range', message: `${found()} is outside ${symbol}'s ${of()}. ${nearest()}` });
  }
  return issues;
}

function wholeRange({ minPrice, maxPrice }: Instrument): Band {
  return { least: minPrice, most: maxPrice, of: () => `${formatDecimal(minPrice)} to ${formatDecimal(maxPrice)}` };
}

/** A buy is bounded above, a sell below. */
function bandOf(side: OrderRequest['side'], instrument: Instrument, mark: Decimal | undefined): Band {
  const whole = wholeRange(instrument);
  const { priceBand } = instrument;
  if (priceBand === undefined || mark === undefined) return whole;
  const least = side === 'sell' ? Decimal.max(whole.least, mark.times(priceBand.down)) : whole.least;
  const most = side === 'buy' ? Decimal.min(whole.most, mark.times(priceBand.up)) : whole.most;
  const of = () =>
    `${formatDecimal(least)} to ${formatDecimal(most)} for a ${side} while the mark price is ${formatDecimal(mark)}`;
  return { least, most, of };
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
