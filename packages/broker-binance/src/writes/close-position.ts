import {
  BrokerError,
  type ClosePositionOptions,
  formatDecimal,
  type Instrument,
  type Order,
  type Position,
  roundQuantityDown,
  validateClosing,
} from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from '../binance-broker.ts';
import { readSide } from '../reads/position-reads.ts';
import type { Session } from '../session.ts';
import { beforeSending } from './before-sending.ts';
import { placeOrder } from './place-order.ts';
import { readingFor } from './reading-for.ts';

const OPERATION = 'closePosition';

/** Reads the position and sends one market order that can only shrink it. */
export async function closePosition(session: Session, text: string, given: ClosePositionOptions): Promise<Order> {
  const { clientOrderId, fraction, quantity: wanted, positionSide, ...options } = given;
  const reading = readingFor(OPERATION, options);
  const refuse = (code: 'invalid-request' | 'reduce-only-rejected' | 'below-minimum', message: string) =>
    new BrokerError(code, { operation: OPERATION, message, clientOrderId, outcome: 'not-sent' });
  const [issue] = validateClosing(given);
  if (issue !== undefined) throw refuse('invalid-request', issue.message);
  const instrument = await beforeSending(session.instruments.get(text, reading), clientOrderId);
  const { symbol } = instrument;
  const { side, position } = await beforeSending(
    readSide(session, { ...reading, symbol, positionSide }),
    clientOrderId,
  );
  if (position === null) {
    throw refuse('reduce-only-rejected', `${symbol} ${side} is flat: there is nothing to close.`);
  }
  const quantity = wanted ?? partOf(position, fraction, instrument);
  if (quantity.isZero()) {
    const step = formatDecimal(instrument.stepSize);
    throw refuse('below-minimum', `The part of ${symbol} is less than its step ${step}. Close more of it.`);
  }
  const request: BinanceOrderRequest = {
    type: 'market',
    symbol,
    side: position.quantity.isNegative() ? 'buy' : 'sell',
    positionSide: side,
    clientOrderId,
    quantity,
    ...(side === 'net' ? { reduceOnly: true } : {}),
  };
  return placeOrder(session, request, options, OPERATION);
}

function partOf({ quantity }: Position, fraction: ClosePositionOptions['fraction'], instrument: Instrument) {
  const whole = quantity.abs();
  return fraction === undefined ? whole : roundQuantityDown(whole.times(fraction), instrument);
}
