import {
  BrokerError,
  type ClosePositionOptions,
  type Instrument,
  type Order,
  type Position,
  roundQuantityDown,
} from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from '../binance-broker.ts';
import { readPositions, sideAsked } from '../reads/position-reads.ts';
import type { Session } from '../session.ts';
import { placeOrder } from './place-order.ts';

const OPERATION = 'closePosition';

/** Reads the position and sends one market order that can only shrink it. */
export async function closePosition(session: Session, text: string, given: ClosePositionOptions): Promise<Order> {
  const { clientOrderId, fraction, quantity: wanted, positionSide, ...options } = given;
  const instrument = await session.instruments.get(text, { operation: OPERATION });
  const { symbol } = instrument;
  const refuse = (code: 'invalid-request' | 'reduce-only-rejected' | 'below-minimum', message: string) =>
    new BrokerError(code, { operation: OPERATION, message, clientOrderId, outcome: 'not-sent' });
  if (fraction !== undefined && wanted !== undefined) {
    throw refuse('invalid-request', 'fraction and quantity are both given. Give one of them.');
  }
  if (fraction !== undefined && (fraction.lte(0) || fraction.gt(1))) {
    throw refuse('invalid-request', `fraction ${fraction.toFixed()} is not above 0 and at most 1.`);
  }
  const side = sideAsked(session, symbol, positionSide, OPERATION);
  const reading = {
    operation: OPERATION,
    symbol,
    ...(options.abortSignal ? { abortSignal: options.abortSignal } : {}),
  };
  const position = (await readPositions(session, reading)).find((held) => held.positionSide === side);
  if (position === undefined) {
    throw refuse('reduce-only-rejected', `${symbol} ${side} is flat: there is nothing to close.`);
  }
  const quantity = wanted ?? partOf(position, fraction, instrument);
  if (quantity.isZero()) {
    const step = instrument.stepSize.toFixed();
    throw refuse('below-minimum', `The part of ${symbol} is less than its step ${step}. Close more of it.`);
  }
  const base = {
    symbol,
    side: position.quantity.isNegative() ? 'buy' : 'sell',
    positionSide: side,
    clientOrderId,
    quantity,
  } as const;
  const request: BinanceOrderRequest = { ...base, type: 'market', ...(side === 'net' ? { reduceOnly: true } : {}) };
  return placeOrder(session, request, options, OPERATION);
}

function partOf({ quantity }: Position, fraction: ClosePositionOptions['fraction'], instrument: Instrument) {
  const whole = quantity.abs();
  return fraction === undefined ? whole : roundQuantityDown(whole.times(fraction), instrument);
}
