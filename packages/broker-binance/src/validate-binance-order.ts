import { decimal, formatDecimal, type OrderIssue, type PositionMode } from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from './binance-broker.ts';

export interface BinanceOrderContext {
  readonly positionMode: PositionMode;
  /** Exchange's time, Unix ms. */
  readonly venueNow: number;
}

const CALLBACK_RATE = { least: decimal('0.1'), most: decimal('20'), step: decimal('0.1') } as const;
/** `goodTillAt` must be further away than this. */
const GOOD_TILL_MS = 600_000;
const LATEST_GOOD_TILL_AT = 253_402_300_799_000;

/** What Binance would refuse beyond the contract's own rules. */
export function validateBinanceOrder(
  request: BinanceOrderRequest,
  context: BinanceOrderContext,
): readonly OrderIssue[] {
  return [...callbackRateIssues(request), ...goodTillIssues(request, context), ...optionIssues(request)];
}

function callbackRateIssues(request: BinanceOrderRequest): readonly OrderIssue[] {
  if (request.type !== 'trailing-stop-market') return [];
  const { callbackRate } = request;
  const { least, most, step } = CALLBACK_RATE;
  if (callbackRate.gte(least) && callbackRate.lte(most) && callbackRate.mod(step).isZero()) return [];
  const nearest = callbackRate.lt(least) ? least : callbackRate.gt(most) ? most : callbackRate.toNearest(step);
  const message = `callbackRate ${formatDecimal(callbackRate)} is not within 0.1 to 20 percent in steps of 0.1. Nearest: ${formatDecimal(nearest)}.`;
  return [{ code: 'invalid-request', message }];
}

function goodTillIssues(request: BinanceOrderRequest, { venueNow }: BinanceOrderContext): readonly OrderIssue[] {
  const goodTillAt = 'goodTillAt' in request ? request.goodTillAt : undefined;
  if (goodTillAt === undefined) return [];
  const leastAt = Math.ceil((venueNow + GOOD_TILL_MS + 1) / 1000) * 1000;
  if (goodTillAt >= leastAt && goodTillAt <= LATEST_GOOD_TILL_AT) return [];
  const message = `goodTillAt ${goodTillAt} is not more than 600 s ahead of the exchange's time. The soonest is ${leastAt}.`;
  return [{ code: 'invalid-request', message }];
}

function optionIssues({ type, binance }: BinanceOrderRequest): readonly OrderIssue[] {
  const isConditional = type !== 'market' && type !== 'limit';
  if (binance?.priceProtect !== true || isConditional) return [];
  const message = `priceProtect does not go with a ${type} order. Leave it out, or use a conditional type.`;
  return [{ code: 'invalid-request', message }];
}
