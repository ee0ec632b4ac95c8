import {
  BrokerError,
  type BrokerErrorCode,
  type CallOptions,
  type ClientOrderId,
  type Instrument,
  isReducing,
  type OrderDirection,
  type OrderIssue,
  type OrderRequest,
  validateOrder,
} from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from '../binance-broker.ts';
import type { Session } from '../session.ts';
import { validateBinanceOrder } from '../validate-binance-order.ts';
import { beforeSending } from './before-sending.ts';
import { readingFor } from './reading-for.ts';

const RULES: ReadonlySet<BrokerErrorCode> = new Set([
  'above-maximum',
  'below-minimum',
  'instrument-not-trading',
  'invalid-precision',
  'price-out-of-range',
]);

/** The order under its instrument's own name, with nothing standing against it. */
export interface CheckedOrder {
  readonly request: BinanceOrderRequest;
  readonly instrument: Instrument;
  /** It can only shrink a position: it may use the limits' reserve. */
  readonly isReducing: boolean;
}

/** @throws {BrokerError} not-sent: what Binance would refuse, with the nearest legal values. */
export async function checkOrder(
  session: Session,
  given: BinanceOrderRequest,
  operation: string,
  options: CallOptions = {},
): Promise<CheckedOrder> {
  const reading = readingFor(operation, options);
  const { instruments } = session;
  const instrument =
    instruments.find(given.symbol) ??
    (await beforeSending(instruments.get(given.symbol, reading), given.clientOrderId));
  const { symbol } = instrument;
  const request: BinanceOrderRequest = given.symbol === symbol ? given : { ...given, symbol };
  const { positionMode } = session.mode;
  let issue = brokenRule(session, request, instrument);
  // what is no order at all is not looked at more closely
  if (issue === undefined) [issue] = validateBinanceOrder(request, { venueNow: session.venueClock.now() });
  if (issue !== undefined) throw refuse(session, issue, { operation, clientOrderId: request.clientOrderId });
  assertTaken(session, request, operation);
  return { request, instrument, isReducing: isReducing(request, positionMode) };
}

/** @throws {BrokerError} `account-not-supported`, not-sent: an entry where the account is in a mode that is not modelled. */
export function assertTaken(
  { mode }: Session,
  order: OrderDirection & { readonly clientOrderId: ClientOrderId },
  operation: string,
): void {
  if (mode.unsupported === null || isReducing(order, mode.positionMode)) return;
  const message = `The account takes no entries here: ${mode.unsupported} Exits stay possible.`;
  const { clientOrderId } = order;
  throw new BrokerError('account-not-supported', { operation, message, clientOrderId, outcome: 'not-sent' });
}

/**
 * The first rule that stands against the order. Of a halt that may be over nothing is known for sure: what reduces is left to
 * Binance to take.
 */
export function brokenRule({ mode }: Session, request: OrderRequest, instrument: Instrument): OrderIssue | undefined {
  const { positionMode } = mode;
  const issues = validateOrder(request, instrument, { positionMode });
  return issues.find(({ code }) => code !== 'instrument-not-trading' || !isReducing(request, positionMode));
}

/** An order for the other mode, or by other rules, may know more than we do: that is looked up for the next one. */
export function refuse(
  { mode, instruments }: Session,
  { code, message }: OrderIssue,
  { operation, clientOrderId }: { readonly operation: string; readonly clientOrderId: ClientOrderId },
): BrokerError {
  if (code === 'position-mode-mismatch') mode.doubt();
  if (RULES.has(code)) instruments.doubt();
  return new BrokerError(code, { operation, message, clientOrderId, outcome: 'not-sent' });
}
