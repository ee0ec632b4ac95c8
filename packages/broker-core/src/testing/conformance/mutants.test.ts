import { expect, test } from 'vitest';
import type { BrokerErrorCode, Outcome } from '../../broker-error-codes.ts';
import { BrokerError } from '../../broker-error.ts';
import type { Broker } from '../../broker.ts';
import { fakeOrder } from '../fake-order.ts';
import { createFakeBench } from './fake-bench.test.fixture.ts';
import { CONFORMANCE_CASES } from './groups.ts';
import { runCase } from './run-case.ts';

type Mutate = (broker: Broker) => Partial<Broker>;

/** The broker with an error of its writes changed. */
function changing(
  change: (error: BrokerError) => Partial<{ code: BrokerErrorCode; outcome: Outcome; message: string }>,
): Mutate {
  const rethrow = (error: unknown): never => {
    if (!BrokerError.is(error)) throw error;
    const { code = error.code, ...changed } = change(error);
    const { message, operation, outcome, venue } = error;
    throw new BrokerError(code, { message, operation, outcome, ...(venue ? { venue } : {}), ...changed });
  };
  return (broker) => ({
    placeOrder: (...args) => broker.placeOrder(...args).catch(rethrow),
    cancelOrder: (...args) => broker.cancelOrder(...args).catch(rethrow),
  });
}

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${(index + 1).toString().padStart(2, '0')}`);
const LOST_ORDERS = numbered('UNK', 16);
const REFUSED = numbered('ERR', 22);

const isUnknown = (error: unknown) => BrokerError.is(error) && error.outcome === 'unknown';

const MUTANTS: readonly (readonly [string, Mutate, readonly string[]])[] = [
  [
    'takes an unknown outcome for success',
    (broker) => ({
      placeOrder: (request, options) =>
        broker.placeOrder(request, options).catch((error: unknown) => {
          if (isUnknown(error)) return fakeOrder(request);
          throw error;
        }),
    }),
    [...LOST_ORDERS, 'ERR-23', 'UNK-23'],
  ],
  [
    'sends an order again after a timeout',
    (broker) => ({
      placeOrder: (...args) =>
        broker.placeOrder(...args).catch(async (error: unknown) => {
          if (isUnknown(error)) await broker.placeOrder(...args);
          throw error;
        }),
    }),
    [...LOST_ORDERS, 'UNK-23'],
  ],
  [
    'sends an order again after a timeout, and then says that all is well',
    (broker) => ({
      placeOrder: (...args) =>
        broker.placeOrder(...args).catch((error: unknown) => {
          if (isUnknown(error)) return broker.placeOrder(...args);
          throw error;
        }),
    }),
    ['UNK-01', 'UNK-02'],
  ],
  [
    'takes a timeout for a refusal',
    changing(({ outcome }) => (outcome === 'unknown' ? { outcome: 'rejected' } : {})),
    ['UNK-01', 'UNK-02', 'UNK-05', 'UNK-17', 'UNK-18', 'ERR-23'],
  ],
  [
    'takes a lost connection for "not sent"',
    changing(({ code }) => (code === 'network' ? { outcome: 'not-sent' } : {})),
    ['UNK-05', 'UNK-06', 'UNK-07'],
  ],
  [
    'knows no outcome at all',
    changing(() => ({ outcome: 'unknown' })),
    [...REFUSED, 'BUS-01', 'BUS-02', 'BUS-03', 'BUS-05'],
  ],
  [
    'calls every refusal a venue-error',
    changing(() => ({ code: 'venue-error' })),
    [...REFUSED, 'BUS-04', 'BUS-06', 'BUS-07'],
  ],
  ['does not tell how long to wait', changing(() => ({})), ['BUS-03', 'BUS-04']],
  [
    'tells a moment for the time to wait',
    (broker) => ({
      placeOrder: (...args) =>
        broker.placeOrder(...args).catch((error: unknown) => {
          if (!BrokerError.is(error) || error.code !== 'rate-limited') throw error;
          throw new BrokerError('rate-limited', { message: 'Slow down.', operation: 'placeOrder', retryAfterMs: 1 });
        }),
    }),
    ['BUS-03', 'BUS-04'],
  ],
  ['prints its key in errors', changing(() => ({ message: 'GET /x?apiKey=secret-of-the-fake' })), ['ERR-01', 'UNK-01']],
  [
    'claims that what it does not understand was not sent',
    changing(({ code }) => (code === 'venue-error' ? { outcome: 'not-sent' } : {})),
    ['ERR-26', 'UNK-08'],
  ],
  [
    'looks orders up in one service alone',
    (broker) => ({
      async findOrder(...args) {
        const found = await broker.findOrder(...args);
        return found.order?.triggerPrice === null ? found : { ...found, order: null };
      },
    }),
    ['UNK-03', 'UNK-07', 'UNK-10'],
  ],
  [
    'takes "no such order" on a cancel for canceled',
    (broker) => ({
      cancelOrder: (ref, options) =>
        broker.cancelOrder(ref, options).catch(async (error: unknown) => {
          if (!BrokerError.is(error) || error.code !== 'order-not-found') throw error;
          return { ...(await broker.getOrder(ref)), status: 'canceled' };
        }),
    }),
    ['ERR-21'],
  ],
  ['keeps open orders to itself', () => ({ getOpenOrders: async () => [] }), ['UNK-01', 'UNK-03', 'BUS-01']],
  [
    'refuses to set what is set',
    () => ({
      async setMarginType() {
        throw new BrokerError('already-set', { message: 'It is.', operation: 'setMarginType' });
      },
    }),
    ['ERR-28'],
  ],
  [
    'takes every setting, amendment and batch for done',
    (broker) => ({
      setLeverage: (...args) => broker.setLeverage(...args).catch(() => {}),
      setMarginType: (...args) => broker.setMarginType(...args).catch(() => {}),
      amendOrder: (request) => broker.amendOrder(request).catch(() => broker.getOrder(request)),
      placeOrders: (requests) =>
        broker.placeOrders(requests).catch(() => requests.map((request) => ({ ok: true, order: fakeOrder(request) }))),
    }),
    ['ERR-24', 'ERR-25', 'UNK-19', 'UNK-20', 'UNK-22'],
  ],
  [
    'tells every read’s failure as a refusal of its own',
    (broker) => ({
      getFills: (query) =>
        broker.getFills(query).catch(() => {
          throw new BrokerError('venue-error', { message: 'No.', operation: 'getFills', outcome: 'rejected' });
        }),
    }),
    ['ERR-27', 'BUS-08', 'BUS-09'],
  ],
];

test.each(MUTANTS)('a broker that %s is found out', async (_deed, mutate, ids) => {
  for (const id of ids) {
    const one = CONFORMANCE_CASES.find((candidate) => candidate.id === id);
    if (one === undefined) throw new Error(`There is no case ${id}.`);
    const bench = createFakeBench();
    await expect(runCase(one, createFakeBench())).resolves.toBeUndefined();
    const mutant: Broker = Object.assign(Object.create(bench.broker), mutate(bench.broker));
    const failure = await runCase(one, { ...bench, broker: mutant }).catch((error: unknown) => error);
    expect({ id, failure }).toMatchObject({ id, failure: { code: expect.any(String) } });
  }
});

test('every case of refusals and lost answers finds one of them out', () => {
  const named = new Set(MUTANTS.flatMap(([, , ids]) => ids));
  const ids = CONFORMANCE_CASES.filter(({ id, needs }) => /^(ERR|UNK|BUS)/.test(id) && !needs.includes('fills'));
  expect(ids.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
});
