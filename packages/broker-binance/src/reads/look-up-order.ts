import { BrokerError, type CallOptions, type Order, type OrderRef } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { conditionalOrder } from '../map/conditional-order.ts';
import { plainOrder } from '../map/plain-order.ts';
import { algoIdOf, assertVenueOrderId } from '../order-ref.ts';
import type { Session } from '../session.ts';
import { algoOrderSchema } from '../wire/algo-order.ts';
import { orderSchema } from '../wire/order.ts';

export interface LookUpOptions extends CallOptions {
  readonly operation: string;
}

/**
 * Looks an order up in both services; `null` where neither knows it. A client id that both know is one conditional order
 * and its execution.
 */
export async function lookUpOrder(session: Session, ref: OrderRef, options: LookUpOptions): Promise<Order | null> {
  assertVenueOrderId(ref, options.operation);
  const algoId = ref.venueOrderId === undefined ? null : algoIdOf(ref.venueOrderId);
  if (algoId !== null) return withExecution(session, await readAlgo(session, { ref, algoId }, options), options);
  if (ref.clientOrderId === undefined) return toKnown(session, await readPlain(session, ref, options));
  const [plain, conditional] = await Promise.all([
    readPlain(session, ref, options),
    readAlgo(session, { ref, algoId: null }, options),
  ]);
  return toKnown(session, plain, conditional);
}

/** A triggered order's fills are the execution's. */
async function withExecution(session: Session, conditional: Order | null, options: LookUpOptions) {
  if (conditional?.executionOrderId == null) return toKnown(session, null, conditional);
  const { symbol, executionOrderId } = conditional;
  return toKnown(session, await readPlain(session, { symbol, venueOrderId: executionOrderId }, options), conditional);
}

function toKnown({ tracker }: Session, plain: Order | null, conditional: Order | null = null): Order | null {
  if (conditional === null) return plain === null ? null : tracker.notePlain(plain);
  const noted = tracker.noteConditional(conditional);
  return plain === null ? noted : tracker.notePlain(plain);
}

async function readPlain(session: Session, ref: OrderRef, { operation, ...options }: LookUpOptions) {
  const params = {
    symbol: ref.symbol,
    ...(ref.clientOrderId === undefined ? { orderId: ref.venueOrderId } : { origClientOrderId: ref.clientOrderId }),
  };
  const question = {
    operation,
    path: '/fapi/v1/order',
    params,
    weight: 1,
    priority: 'reduce',
    schema: orderSchema,
  } as const;
  const found = await orNotFound(ask(session, question, options));
  return found === null ? null : plainOrder(found);
}

async function readAlgo(
  session: Session,
  { ref, algoId }: { readonly ref: OrderRef; readonly algoId: string | null },
  { operation, ...options }: LookUpOptions,
) {
  const params = algoId === null ? { clientAlgoId: ref.clientOrderId } : { algoId };
  const question = {
    operation,
    path: '/fapi/v1/algoOrder',
    params,
    weight: 1,
    priority: 'reduce',
    schema: algoOrderSchema,
  } as const;
  const found = await orNotFound(ask(session, question, options));
  // the service's own ids are not by symbol: another instrument's order is not the one that was asked for
  return found === null || found.symbol !== ref.symbol ? null : conditionalOrder(found);
}

async function orNotFound<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (BrokerError.is(error) && error.code === 'order-not-found') return null;
    throw error;
  }
}
