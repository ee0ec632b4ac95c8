import { BrokerError, isOpenOrder, type Order, type OrderRef, type WriteOptions } from '@perpdesk/broker-core';
import { algoIdOf, assertVenueOrderId, nameOf } from '../order-ref.ts';
import { parseAnswer } from '../parse-answer.ts';
import { lookUpOrder, type LookUpOptions } from '../reads/look-up-order.ts';
import type { Session } from '../session.ts';
import { algoCancelSchema } from '../wire/algo-cancel.ts';
import { beforeSending } from './before-sending.ts';
import { expectTold } from './expect-told.ts';
import { findToChange } from './find-to-change.ts';
import { readingFor } from './reading-for.ts';
import { send } from './send.ts';
import { takePlain } from './take-order.ts';

const OPERATION = 'cancelOrder';

/**
 * Cancels in the service where the order rests now: a conditional order that has triggered rests as a plain one.
 *
 * An order that is not open is looked up, so that the error can say how it ended.
 */
export async function cancelOrder(session: Session, given: OrderRef, options: WriteOptions = {}): Promise<Order> {
  assertVenueOrderId(given, OPERATION);
  const reading = readingFor(OPERATION, options);
  const { symbol } = await beforeSending(session.instruments.get(given.symbol, reading), given.clientOrderId);
  const ref: OrderRef = { ...given, symbol };
  const known = await findToChange(session, ref, reading);
  if (known === null) {
    const message = `Binance knows no order ${nameOf(ref)} of ${symbol}. It may have ended long ago: look at fills and position.`;
    throw new BrokerError('order-not-found', { operation: OPERATION, message });
  }
  if (!isOpenOrder(known)) throw notOpen(ref, known);
  try {
    return await cancelKnown(session, known, options, reading);
  } catch (error) {
    if (!BrokerError.is(error) || error.code !== 'order-not-found') throw error;
    const found = await lookUpOrder(session, ref, reading).catch(() => null);
    throw found === null ? error : notOpen(ref, found, error.venue);
  }
}

async function cancelKnown(
  session: Session,
  known: Order,
  options: WriteOptions,
  reading: LookUpOptions,
): Promise<Order> {
  const { symbol, clientOrderId, venueOrderId, executionOrderId } = known;
  const shared = { operation: OPERATION, method: 'DELETE', weight: 1, priority: 'reduce', clientOrderId } as const;
  const algoId = algoIdOf(venueOrderId);
  if (algoId === null || executionOrderId !== null) {
    const params = { symbol, orderId: executionOrderId ?? venueOrderId };
    const body = await send(session, { ...shared, path: '/fapi/v1/order', wsMethod: 'order.cancel', params }, options);
    return takePlain(session, body, shared);
  }
  const write = { ...shared, path: '/fapi/v1/algoOrder', wsMethod: 'algoOrder.cancel', params: { algoId } } as const;
  parseAnswer(algoCancelSchema, await send(session, write, options), shared);
  // the service answers with ids alone: how the order ended is read back; where that fails, it is canceled all the same
  const ended = await lookUpOrder(session, { symbol, venueOrderId }, reading).catch(() => null);
  if (ended !== null && !isOpenOrder(ended)) return expectTold(session, ended);
  const updatedAt = session.venueClock.now();
  const canceled = { ...known, status: 'canceled', venueStatus: 'CANCELED', updatedAt } as const;
  return expectTold(session, session.tracker.noteConditional(canceled));
}

function notOpen(ref: OrderRef, found: Order, venue?: BrokerError['venue']): BrokerError {
  const { status, venueStatus, clientOrderId } = found;
  const fact = isOpenOrder(found)
    ? `Binance would not cancel ${nameOf(ref)}, which it shows as ${venueStatus}.`
    : `The order ${nameOf(ref)} is ${status}, no longer open.`;
  return new BrokerError('order-not-open', {
    operation: OPERATION,
    message: `${fact} Read it to see how it ended.`,
    clientOrderId,
    ...(venue === undefined ? {} : { venue }),
  });
}
