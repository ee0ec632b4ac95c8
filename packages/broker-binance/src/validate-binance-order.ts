import { formatDecimal, type OrderIssue } from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from './binance-broker.ts';
import { CALLBACK_RATES } from './callback-rates.ts';
import { SELF_TRADE_PREVENTIONS } from './binance-order-options.ts';

export interface BinanceOrderContext {
  /** Exchange's time, Unix ms. */
  readonly venueNow: number;
}

const CLIENT_ORDER_ID = /^[.A-Z:/a-z0-9_-]{1,36}$/;
const OPTIONS: readonly string[] = ['selfTradePrevention', 'priceProtect'];
/** `goodTillAt` must be further away than this. */
const GOOD_TILL_MS = 600_000;
const LATEST_GOOD_TILL_AT = 253_402_300_799_000;

/**
 * What Binance would refuse beyond the contract's own rules; it takes nothing that types rule out for granted, since
 * callers may be untyped.
 *
 * @see https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api
 */
export function validateBinanceOrder(
  request: BinanceOrderRequest,
  context: BinanceOrderContext,
): readonly OrderIssue[] {
  return [
    ...idIssues(request),
    ...callbackRateIssues(request),
    ...closePositionIssues(request),
    ...timeInForceIssues(request, context),
    ...optionIssues(request),
  ];
}

function invalid(message: string): OrderIssue {
  return { code: 'invalid-request', message };
}

function idIssues({ clientOrderId }: BinanceOrderRequest): readonly OrderIssue[] {
  if (CLIENT_ORDER_ID.test(clientOrderId)) return [];
  const found = JSON.stringify(String(clientOrderId).slice(0, 60));
  return [invalid(`clientOrderId ${found} is not 1 to 36 characters of .A-Z:/a-z0-9_-. Make it with toClientOrderId.`)];
}

function callbackRateIssues(request: BinanceOrderRequest): readonly OrderIssue[] {
  if (request.type !== 'trailing-stop-market') return [];
  const { callbackRate } = request;
  const { least, most, step } = CALLBACK_RATES;
  const issues: OrderIssue[] = [];
  if (callbackRate.lt(least) || callbackRate.gt(most) || !callbackRate.mod(step).isZero()) {
    const nearest = callbackRate.lt(least) ? least : callbackRate.gt(most) ? most : callbackRate.toNearest(step);
    const message = `callbackRate ${formatDecimal(callbackRate)} is not within 0.1 to 20 percent in steps of 0.1. Nearest: ${formatDecimal(nearest)}.`;
    issues.push(invalid(message));
  }
  if ('triggerPrice' in request && request.triggerPrice !== undefined) {
    issues.push(invalid('triggerPrice does not go with a trailing stop. Use activationPrice, or leave it out.'));
  }
  return issues;
}

function closePositionIssues(request: BinanceOrderRequest): readonly OrderIssue[] {
  if (request.closePosition !== true) return [];
  const { type } = request;
  const issues: OrderIssue[] = [];
  if (type !== 'stop-market' && type !== 'take-profit-market') {
    issues.push(invalid(`closePosition does not go with a ${type} order. Use stop-market or take-profit-market.`));
  }
  const remedy = 'It closes all that is left. Leave one of them out.';
  if (request.quantity !== undefined) issues.push(invalid(`quantity does not go with closePosition. ${remedy}`));
  if (request.reduceOnly === true) issues.push(invalid(`reduceOnly does not go with closePosition. ${remedy}`));
  return issues;
}

function timeInForceIssues(request: BinanceOrderRequest, { venueNow }: BinanceOrderContext): readonly OrderIssue[] {
  if (!('timeInForce' in request) && !('goodTillAt' in request)) return [];
  const { timeInForce, goodTillAt } = request;
  const issues: OrderIssue[] = [];
  if (request.type === 'limit' && request.postOnly === true && timeInForce === 'gtd') {
    issues.push(invalid('postOnly does not go with timeInForce gtd: Binance takes one of them. Leave one out.'));
  }
  if (goodTillAt === undefined) return issues;
  const leastAt = Math.ceil((venueNow + GOOD_TILL_MS + 1) / 1000) * 1000;
  if (goodTillAt < leastAt) {
    const message = `goodTillAt ${goodTillAt} is not more than 600 s ahead of the exchange's time. The soonest is ${leastAt}.`;
    issues.push(invalid(message));
  }
  if (goodTillAt > LATEST_GOOD_TILL_AT) {
    issues.push(invalid(`goodTillAt ${goodTillAt} is too far ahead. The latest is ${LATEST_GOOD_TILL_AT}.`));
  }
  return issues;
}

function optionIssues(request: BinanceOrderRequest): readonly OrderIssue[] {
  const { type, binance = {} } = request;
  const issues: OrderIssue[] = [];
  // an option that is not known would be left out without a word, and the order be another one
  const unknown = Object.keys(binance).filter((name) => !OPTIONS.includes(name));
  if (unknown.length > 0) {
    issues.push(invalid(`binance.${unknown.join(', binance.')} is not known. There are ${OPTIONS.join(', ')}.`));
  }
  const { selfTradePrevention, priceProtect } = binance;
  if (selfTradePrevention !== undefined && !SELF_TRADE_PREVENTIONS.includes(selfTradePrevention)) {
    const words = SELF_TRADE_PREVENTIONS.join(', ');
    issues.push(invalid(`selfTradePrevention ${selfTradePrevention} is none of ${words}. Use one.`));
  }
  const hasTrigger = type !== 'market' && type !== 'limit' && type !== 'trailing-stop-market';
  if (priceProtect === true && !hasTrigger) {
    issues.push(
      invalid(`priceProtect does not go with a ${type} order. Leave it out, or use a stop or a take-profit.`),
    );
  }
  const timeInForce = 'timeInForce' in request ? request.timeInForce : undefined;
  const isPostOnly = type === 'limit' && request.postOnly === true;
  if (selfTradePrevention !== undefined && (timeInForce === 'fok' || isPostOnly)) {
    const what = isPostOnly ? 'postOnly' : 'timeInForce fok';
    issues.push(invalid(`selfTradePrevention does not go with ${what}. Use gtc, ioc or gtd, or leave it out.`));
  }
  return issues;
}
