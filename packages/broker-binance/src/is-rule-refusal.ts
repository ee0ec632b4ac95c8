import { BrokerError } from '@perpdesk/broker-core';

/**
 * Codes of Binance that say that an order broke its instrument's rules: precision, quantity, price, notional, status.
 * Orders are checked against the rules that are known before they leave, so these have changed since. The band around
 * the mark price is not among them: it moves with the price.
 */
const RULE_CODES: ReadonlySet<number> = new Set([
  -1111, -1121, -1122, -4002, -4003, -4004, -4005, -4007, -4013, -4014, -4023, -4140, -4141, -4164, -5024, -5029,
]);

/** Whether the refusal says that what is known of the instrument is old. */
export function isRuleRefusal(error: unknown): boolean {
  const code = BrokerError.is(error) ? error.venue?.code : undefined;
  return code !== undefined && code !== null && RULE_CODES.has(code);
}
