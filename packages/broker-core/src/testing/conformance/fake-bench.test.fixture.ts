import type { BrokerErrorCode, Outcome } from '../../broker-error-codes.ts';
import { BrokerError } from '../../broker-error.ts';
import type { WriteOptions } from '../../broker.ts';
import type { ClientOrderId } from '../../ids.ts';
import type { OrderRequest } from '../../order-request.ts';
import type { Order } from '../../order.ts';
import { createFakeBroker, type FakeBroker } from '../fake-broker.ts';
import { createFakeClock } from '../fake-clock.ts';
import { fakeOrder } from '../fake-order.ts';
import type { Bench } from './bench.ts';
import type { Fault } from './fault.ts';

export interface FakeBench extends Bench {
  readonly broker: FakeBroker;
  /** What the fake venue does with the next order, before the broker's answer: taken or not, and the error told. */
  readonly accepted: ReadonlyMap<ClientOrderId, number>;
}

const SECRET = 'secret-of-the-fake';

/** A bench on the fake broker, whose script stands in for a venue that misbehaves. */
export function createFakeBench(): FakeBench {
  const clock = createFakeClock(1_700_000_000_000);
  const broker = createFakeBroker({ isConnected: true, clock });
  const accepted = new Map<ClientOrderId, number>();
  const scripted: Fault[] = [];
  let bannedUntil = 0;

  const take = (request: OrderRequest): Order => {
    accepted.set(request.clientOrderId, (accepted.get(request.clientOrderId) ?? 0) + 1);
    const order = fakeOrder(request, { createdAt: clock.now(), updatedAt: clock.now() });
    broker.emit({ type: 'order-updated', venueAt: clock.now(), receivedAt: clock.now(), order });
    return order;
  };
  const nextFault = (method: string): Fault | undefined => {
    const index = scripted.findIndex(({ on = 'write' }) => on === 'write' || on === method);
    return index === -1 ? undefined : scripted.splice(index, 1)[0];
  };
  /** Runs the write as the next fault has it. */
  const write = async <T>(method: string, options: WriteOptions | undefined, execute: () => T): Promise<T> => {
    if (options?.abortSignal?.aborted) throw failure(method, 'aborted', 'not-sent');
    if (clock.now() < bannedUntil) throw limited(method, bannedUntil - clock.now());
    const fault = nextFault(method);
    if (fault === undefined) return execute();
    if (fault.kind === 'rate-limited' || fault.kind === 'banned') bannedUntil = clock.now() + fault.retryAfterMs;
    if ('accepted' in fault && fault.accepted) execute();
    const { abortSignal } = options ?? {};
    if (fault.kind === 'timeout' && abortSignal) {
      return new Promise((_resolve, reject) => {
        abortSignal.addEventListener('abort', () => reject(failure(method, 'aborted', 'unknown')), { once: true });
      });
    }
    throw toError(method, fault);
  };

  const { script } = broker;
  script.always('placeOrder', (request, options) => write('placeOrder', options, () => take(request)));
  script.always('placeOrders', (requests, options) =>
    write('placeOrders', options, () => requests.map((request) => ({ ok: true, order: take(request) }) as const)),
  );
  script.always('cancelOrder', async (ref, options) => {
    const { order } = await broker.findOrder(ref);
    return write('cancelOrder', options, () => {
      if (order === null) throw failure('cancelOrder', 'order-not-found', 'rejected');
      const canceled: Order = { ...order, status: 'canceled', venueStatus: 'CANCELED' };
      broker.emit({ type: 'order-updated', venueAt: clock.now(), receivedAt: clock.now(), order: canceled });
      return canceled;
    });
  });
  script.always('amendOrder', async (request, options) => {
    const order = await broker.getOrder(request);
    return write('amendOrder', options, () => {
      const amended: Order = { ...order, quantity: request.quantity, price: request.price };
      broker.emit({ type: 'order-updated', venueAt: clock.now(), receivedAt: clock.now(), order: amended });
      return amended;
    });
  });
  let leverage = 10;
  script.always('getLeverage', () => leverage);
  script.always('setLeverage', (_symbol, asked, options) =>
    write('setLeverage', options, () => void (leverage = asked)),
  );
  script.always('setMarginType', (_symbol, _type, options) => write('setMarginType', options, () => {}));

  return {
    broker,
    symbols: ['BTCUSDT'],
    clock,
    accepted,
    secrets: [SECRET],
    faults: {
      async next(fault) {
        if (fault.on === undefined || fault.on === 'write') scripted.push(fault);
        else if (fault.kind === 'refusal' && fault.code === 'already-set') script.on('setMarginType', () => {});
        else script.on(fault.on, toError(fault.on, fault));
      },
    },
    ordersAtVenue: async (clientOrderId) => accepted.get(clientOrderId) ?? 0,
    close: () => broker.close(),
  };
}

function toError(operation: string, fault: Fault): BrokerError {
  switch (fault.kind) {
    case 'timeout':
      return failure(operation, 'timeout', 'unknown');
    case 'connection-dropped':
      return failure(operation, 'network', 'unknown');
    case 'unknown-503':
    case 'gateway-502':
    case 'unknown-1007':
      return failure(operation, 'venue-error', 'unknown');
    case 'unavailable':
    case 'overloaded':
      return failure(operation, 'overloaded');
    case 'rate-limited':
    case 'banned':
      return limited(operation, fault.retryAfterMs);
    case 'clock':
      return failure(operation, 'clock');
    case 'held-back':
      return failure(operation, 'validity-expired');
    case 'unmapped-code':
      return new BrokerError('venue-error', {
        message: 'No such code is known.',
        operation,
        outcome: 'rejected',
        venue: { name: 'fake', code: -9999, message: 'Something of its own.' },
      });
    case 'refusal':
      return failure(operation, fault.code);
    default:
      return fault satisfies never;
  }
}

function failure(operation: string, code: BrokerErrorCode, outcome?: Outcome): BrokerError {
  return new BrokerError(code, {
    message: `The fake says ${code}.`,
    operation,
    ...(outcome === undefined ? {} : { outcome }),
  });
}

function limited(operation: string, retryAfterMs: number): BrokerError {
  return new BrokerError('rate-limited', { message: 'The fake says slow down.', operation, retryAfterMs });
}
