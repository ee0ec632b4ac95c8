import { BrokerError, isOpenOrder, type Order, type OrderRef, type WriteOptions } from '@perpdesk/broker-core';
import { plainOrder } from '../map/plain-order.ts';
import { algoIdOf, assertVenueOrderId, nameOf } from '../order-ref.ts';
import { parseAnswer } from '../parse-answer.ts';
import { lookUpOrder } from '../reads/look-up-order.ts';
import type { Session } from '../session.ts';
import { algoCancelSchema } from '../wire/algo-cancel.ts';
import { orderSchema } from '../wire/order.ts';
import { expectTold } from './expect-told.ts';
import { send } from './send.ts';

const OPERATION = 'cancelOrder';

/**
 * Cancels in the service where the order rests now: a conditional order that has triggered rests as a plain one.
 *
 * An order that is not open is looked up, so that the error can say how it ended.
 */
export async function cancelOrder(session: Session, given: OrderRef, options: WriteOptions = {}): Promise<Order> {
  assertVenueOrderId(given, OPERATION);
  const { symbol } = await session.instruments.get(given.symbol, { operation: OPERATION });
  const ref: OrderRef = { ...given, symbol };
  const known =
    session.tracker.find(ref) ?? (await lookUpOrder(session, ref, { operation: OPERATION, ...readOptions(options) }));
  if (known === null) {
    const message = `Binance knows no order ${nameOf(ref)} of ${symbol}. It may have ended long ago: look at fills and position.`;
    throw new BrokerError('order-not-found', { operation: OPERATION, message });
  }
  try {
    return await cancelKnown(session, known, options);
  } catch (error) {
    if (!BrokerError.is(error) || error.code !== 'order-not-found') throw error;
    throw await howItEnded(session, ref, error, options);
  }
}

async function cancelKnown(session: Session, known: Order, options: WriteOptions): Promise<Order> {
  const { symbol, clientOrderId, venueOrderId, executionOrderId } = known;
  const shared = { operation: OPERATION, method: 'DELETE', weight: 1, priority: 'reduce', clientOrderId } as const;
  const algoId = algoIdOf(venueOrderId);
  if (algoId === null || executionOrderId !== null) {
    const params = { symbol, orderId: executionOrderId ?? venueOrderId };
    const body = await send(session, { ...shared, path: '/fapi/v1/order', wsMethod: 'order.cancel', params }, options);
    return expectTold(session, session.tracker.notePlain(plainOrder(parseAnswer(orderSchema, body, shared))));
  }
  const write = { ...shared, path: '/fapi/v1/algoOrder', wsMethod: 'algoOrder.cancel', params: { algoId } } as const;
  parseAnswer(algoCancelSchema, await send(session, write, options), shared);
  // the service answers with ids alone: how the order ended is read back
  const ended = await lookUpOrder(session, { symbol, venueOrderId }, { operation: OPERATION, ...readOptions(options) });
  if (ended !== null && !isOpenOrder(ended)) return expectTold(session, ended);
  return session.tracker.noteConditional({
    ...known,
    status: 'canceled',
    venueStatus: 'CANCELED',
    updatedAt: session.venueClock.now(),
  });
}

async function howItEnded(
  session: Session,
  ref: OrderRef,
  error: BrokerError,
  options: WriteOptions,
): Promise<BrokerError> {
  const found = await lookUpOrder(session, ref, { operation: OPERATION, ...readOptions(options) }).catch(() => null);
  if (found === null) return error;
  const { status, venueStatus, clientOrderId } = found;
  const fact = isOpenOrder(found)
    ? `Binance would not cancel ${nameOf(ref)}, which it shows as ${venueStatus}.`
    : `The order ${nameOf(ref)} is ${status}, no longer open.`;
  return new BrokerError('order-not-open', {
    operation: OPERATION,
    message: `${fact} Read it to see how it ended.`,
    clientOrderId,
    ...(error.venue === undefined ? {} : { venue: error.venue }),
  });
}

function readOptions({ abortSignal }: WriteOptions) {
  return abortSignal === undefined ? {} : { abortSignal };
}
