import { BrokerError, type CallOptions, isOpenOrder, type Order, type OrderRef } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { conditionalOrder } from '../map/conditional-order.ts';
import { plainOrder } from '../map/plain-order.ts';
import { venueCauseOf } from '../map/venue-cause.ts';
import { algoIdOf, assertVenueOrderId } from '../order-ref.ts';
import { mapAnswer } from '../parse-answer.ts';
import type { Session } from '../session.ts';
import { algoOrderSchema } from '../wire/algo-order.ts';
import { orderSchema } from '../wire/order.ts';

export interface LookUpOptions extends CallOptions {
  readonly operation: string;
}

/**
 * Looks an order up in both services; `null` where neither knows it. A client id that both know is one conditional order
 * and its execution, or two orders of which the open one counts, else the newer one.
 */
export async function lookUpOrder(session: Session, ref: OrderRef, options: LookUpOptions): Promise<Order | null> {
  assertVenueOrderId(ref, options.operation);
  const { tracker } = session;
  const algoId = ref.venueOrderId === undefined ? null : algoIdOf(ref.venueOrderId);
  if (algoId !== null) return withExecution(session, await readAlgo(session, { ref, algoId }, options), options);
  if (ref.clientOrderId === undefined) {
    const plain = await readPlain(session, ref, options);
    return plain === null ? null : toOwner(session, plain, options);
  }
  const [plain, conditional] = await Promise.all([
    readPlain(session, ref, options),
    readAlgo(session, { ref, algoId: null }, options),
  ]);
  const second = conditional === null ? null : tracker.noteConditional(conditional);
  const first = plain === null ? null : tracker.notePlain(plain);
  if (first === null || second === null) return first ?? second;
  return first.venueOrderId === second.venueOrderId ? first : current(first, second);
}

/**
 * The order that a plain one belongs to: itself, or the conditional order that it executes. Of one that was never seen here
 * the other service is asked once: an execution has its conditional order's client id.
 */
export async function toOwner(session: Session, plain: Order, options: LookUpOptions): Promise<Order> {
  const { tracker } = session;
  const { symbol, venueOrderId, clientOrderId } = plain;
  if (tracker.linkOf(symbol, venueOrderId) === null && mayBeConditional(clientOrderId)) {
    const conditional = await readAlgo(session, { ref: { symbol, clientOrderId }, algoId: null }, options);
    if (conditional !== null) tracker.noteConditional(conditional);
  }
  return tracker.notePlain(plain);
}

const CLIENT_ALGO_ID = /^[.A-Z:/a-z0-9_-]{1,36}$/;

function mayBeConditional(clientOrderId: string): boolean {
  return CLIENT_ALGO_ID.test(clientOrderId) && venueCauseOf(clientOrderId) === null;
}

function current(a: Order, b: Order): Order {
  if (isOpenOrder(a) !== isOpenOrder(b)) return isOpenOrder(a) ? a : b;
  return a.createdAt >= b.createdAt ? a : b;
}

/** A triggered order's fills are the execution's. */
async function withExecution(session: Session, conditional: Order | null, options: LookUpOptions) {
  const { tracker } = session;
  if (conditional === null) return null;
  const noted = tracker.noteConditional(conditional);
  const { symbol, executionOrderId } = conditional;
  if (executionOrderId === null) return noted;
  const execution = await readPlain(session, { symbol, venueOrderId: executionOrderId }, options);
  return execution === null ? noted : tracker.notePlain(execution);
}

async function readPlain(session: Session, ref: OrderRef, { operation, ...options }: LookUpOptions) {
  const { symbol, clientOrderId, venueOrderId } = ref;
  const params =
    clientOrderId === undefined ? { symbol, orderId: venueOrderId } : { symbol, origClientOrderId: clientOrderId };
  const path = '/fapi/v1/order';
  const question = { operation, path, params, weight: 1, priority: 'reduce', schema: orderSchema } as const;
  const found = await orNotFound(ask(session, question, options));
  return found === null ? null : mapAnswer(found, plainOrder, { operation });
}

async function readAlgo(
  session: Session,
  { ref, algoId }: { readonly ref: OrderRef; readonly algoId: string | null },
  { operation, ...options }: LookUpOptions,
) {
  const params = algoId === null ? { clientAlgoId: ref.clientOrderId } : { algoId };
  const path = '/fapi/v1/algoOrder';
  const question = { operation, path, params, weight: 1, priority: 'reduce', schema: algoOrderSchema } as const;
  const found = await orNotFound(ask(session, question, options));
  // the service's own ids are not by symbol: another instrument's order is not the one that was asked for
  return found === null || found.symbol !== ref.symbol ? null : mapAnswer(found, conditionalOrder, { operation });
}

async function orNotFound<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (BrokerError.is(error) && error.code === 'order-not-found') return null;
    throw error;
  }
}
