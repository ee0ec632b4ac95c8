import { BrokerError, type Instrument, type OrderIssue, validateOrder } from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from '../binance-broker.ts';
import type { Session } from '../session.ts';
import { validateBinanceOrder } from '../validate-binance-order.ts';

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
): Promise<CheckedOrder> {
  const { mode } = session;
  const instrument = await session.instruments.get(given.symbol, { operation });
  const request: BinanceOrderRequest = { ...given, symbol: instrument.symbol };
  const { positionMode } = mode;
  const [issue] = [
    ...validateOrder(request, instrument, { positionMode }),
    ...validateBinanceOrder(request, { positionMode, venueNow: session.venueClock.now() }),
  ];
  if (issue !== undefined) throw refusal(issue, request, operation);
  const isReducing =
    request.reduceOnly === true ||
    request.closePosition === true ||
    (positionMode === 'hedge' && request.positionSide === (request.side === 'buy' ? 'short' : 'long'));
  if (mode.unsupported !== null && !isReducing) {
    const message = `The account takes no entries here: ${mode.unsupported} Exits stay possible.`;
    throw refusal({ code: 'account-not-supported', message }, request, operation);
  }
  return { request, instrument, isReducing };
}

function refusal(
  { code, message }: OrderIssue,
  { clientOrderId }: BinanceOrderRequest,
  operation: string,
): BrokerError {
  return new BrokerError(code, { operation, message, clientOrderId, outcome: 'not-sent' });
}
