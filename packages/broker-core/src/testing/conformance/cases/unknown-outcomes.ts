import type { BrokerErrorCode } from '../../../broker-error-codes.ts';
import { isRetryableError } from '../../../broker-error.ts';
import { assertThat } from '../assertions.ts';
import type { ConformanceCase, ConformanceGroup } from '../conformance-case.ts';
import type { FaultKind } from '../fault.ts';
import { contract, ERROR_CODES, GENERAL_INFO } from '../sources.ts';

type UnknownKind = Extract<
  FaultKind,
  'timeout' | 'connection-dropped' | 'unknown-503' | 'gateway-502' | 'unknown-1007'
>;

const CODES: Readonly<Record<UnknownKind, readonly BrokerErrorCode[]>> = {
  timeout: ['timeout'],
  'connection-dropped': ['network'],
  'unknown-503': ['timeout', 'network', 'venue-error'],
  'gateway-502': ['timeout', 'network', 'venue-error'],
  'unknown-1007': ['timeout', 'network', 'venue-error'],
};

type Terms = {
  readonly id: string;
  readonly order: 'plain' | 'conditional';
  readonly kind: UnknownKind;
  readonly accepted: boolean;
};

/** The answer to an order is lost: the outcome is unknown, nothing is sent again, and looking tells what happened. */
function losesAnswer({ id, order: what, kind, accepted }: Terms): ConformanceCase {
  const happened = accepted ? 'it is there, once' : 'it is not there';
  return {
    id,
    title: `${what} order, ${kind} ${accepted ? 'after' : 'before'} the exchange took it: unknown, and ${happened}`,
    needs: [what === 'plain' ? 'limit' : 'stop-market', `fault:${kind}`],
    source: kind === 'unknown-1007' ? ERROR_CODES : GENERAL_INFO,
    seenOnDemo: 'never',
    expects: CODES[kind],
    async run({ broker, faults, resting, stop, unknown, order, absent, id }) {
      const request = what === 'plain' ? resting('a', 'buy') : stop('a', 'sell');
      await faults.next({ kind, accepted });
      const error = await unknown(() => broker.placeOrder(request), ...CODES[kind]);
      assertThat(!isRetryableError(error), 'It claims that the order may be sent again.');
      if (accepted) await order(id('a'), 'open');
      else await absent(id('a'));
    },
  };
}

const ORDERS: readonly Terms[] = [
  { id: 'UNK-01', order: 'plain', kind: 'timeout', accepted: true },
  { id: 'UNK-02', order: 'plain', kind: 'timeout', accepted: false },
  { id: 'UNK-03', order: 'conditional', kind: 'timeout', accepted: true },
  { id: 'UNK-04', order: 'conditional', kind: 'timeout', accepted: false },
  { id: 'UNK-05', order: 'plain', kind: 'connection-dropped', accepted: true },
  { id: 'UNK-06', order: 'plain', kind: 'connection-dropped', accepted: false },
  { id: 'UNK-07', order: 'conditional', kind: 'connection-dropped', accepted: true },
  { id: 'UNK-08', order: 'plain', kind: 'unknown-503', accepted: true },
  { id: 'UNK-09', order: 'plain', kind: 'unknown-503', accepted: false },
  { id: 'UNK-10', order: 'conditional', kind: 'unknown-503', accepted: true },
  { id: 'UNK-11', order: 'plain', kind: 'gateway-502', accepted: true },
  { id: 'UNK-12', order: 'plain', kind: 'gateway-502', accepted: false },
  { id: 'UNK-13', order: 'conditional', kind: 'gateway-502', accepted: true },
  { id: 'UNK-14', order: 'plain', kind: 'unknown-1007', accepted: true },
  { id: 'UNK-15', order: 'plain', kind: 'unknown-1007', accepted: false },
  { id: 'UNK-16', order: 'conditional', kind: 'unknown-1007', accepted: true },
];

export const UNKNOWN_OUTCOMES: ConformanceGroup = {
  prefix: 'UNK',
  title: 'Writes whose answer is lost',
  cases: [
    ...ORDERS.map(losesAnswer),
    {
      id: 'UNK-17',
      title: 'a cancel whose answer is lost after the exchange took it: unknown, and the order is canceled',
      needs: ['limit', 'fault:timeout'],
      source: contract('Broker.cancelOrder'),
      seenOnDemo: 'never',
      expects: ['timeout'],
      async run({ broker, faults, resting, unknown, order, id, ref }) {
        await broker.placeOrder(resting('a', 'buy'));
        await faults.next({ kind: 'timeout', accepted: true });
        await unknown(() => broker.cancelOrder(ref('a')), 'timeout');
        await order(id('a'), 'canceled');
      },
    },
    {
      id: 'UNK-18',
      title: 'a cancel that is lost before the exchange took it: unknown, and the order is open',
      needs: ['limit', 'fault:timeout'],
      source: contract('Broker.cancelOrder'),
      seenOnDemo: 'never',
      expects: ['timeout'],
      async run({ broker, faults, resting, unknown, order, id, ref }) {
        await broker.placeOrder(resting('a', 'buy'));
        await faults.next({ kind: 'timeout', accepted: false });
        await unknown(() => broker.cancelOrder(ref('a')), 'timeout');
        await order(id('a'), 'open');
      },
    },
    {
      id: 'UNK-19',
      title: 'an amendment whose answer is lost: unknown, and the order has the new terms',
      needs: ['limit', 'amend', 'fault:timeout'],
      source: contract('Broker.amendOrder'),
      seenOnDemo: 'never',
      expects: ['timeout'],
      async run({ broker, faults, resting, units, price, unknown, order, eventually, id, symbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        await order(id('a'), 'open');
        await faults.next({ kind: 'timeout', accepted: true });
        const terms = { quantity: units(2), price: price('0.88') };
        await unknown(() => broker.amendOrder({ symbol, clientOrderId: id('a'), ...terms }), 'timeout');
        await eventually(
          'the new terms',
          () => order(id('a'), 'open'),
          (one) => one.price?.eq(terms.price) === true && one.quantity?.eq(terms.quantity) === true,
        );
      },
    },
    {
      id: 'UNK-20',
      title: 'a batch whose answer is lost fails as a whole: unknown, and each order is there, once',
      needs: ['limit', 'batch', 'fault:timeout'],
      source: contract('Broker.placeOrders'),
      seenOnDemo: 'never',
      expects: ['timeout'],
      async run({ broker, faults, resting, unknown, order, id }) {
        await faults.next({ kind: 'timeout', accepted: true });
        await unknown(() => broker.placeOrders([resting('a', 'buy'), resting('b', 'sell')]), 'timeout');
        await order(id('a'), 'open');
        await order(id('b'), 'open');
      },
    },
    {
      id: 'UNK-21',
      title: 'a close whose answer is lost: unknown, and the position is closed, once',
      needs: ['market', 'fills', 'fault:timeout'],
      source: contract('Broker.closePosition'),
      seenOnDemo: 'never',
      expects: ['timeout'],
      async run({ broker, faults, enter, unknown, order, flat, id, symbol }) {
        await enter('a', 'buy');
        await faults.next({ kind: 'timeout', accepted: true });
        await unknown(() => broker.closePosition(symbol, { clientOrderId: id('b') }), 'timeout');
        await order(id('b'), 'filled');
        await flat();
      },
    },
    {
      id: 'UNK-22',
      title: 'a leverage whose answer is lost: unknown, and it is set',
      needs: ['fault:timeout'],
      source: contract('Broker.setLeverage'),
      seenOnDemo: 'never',
      expects: ['timeout'],
      async run({ broker, faults, unknown, eventually, after, symbol }) {
        const before = await broker.getLeverage(symbol);
        after(() => broker.setLeverage(symbol, before));
        const leverage = before === 4 ? 3 : 4;
        await faults.next({ kind: 'timeout', accepted: true });
        await unknown(() => broker.setLeverage(symbol, leverage), 'timeout');
        await eventually(
          'the leverage',
          () => broker.getLeverage(symbol),
          (found) => found === leverage,
        );
      },
    },
    {
      id: 'UNK-23',
      title: 'a caller that stops waiting does not know the outcome, and the order is there, once',
      needs: ['limit', 'fault:timeout'],
      source: contract('CallOptions.abortSignal'),
      seenOnDemo: 'never',
      expects: ['aborted'],
      async run({ broker, faults, resting, unknown, order, wait, id }) {
        await faults.next({ kind: 'timeout', accepted: true });
        const controller = new AbortController();
        const options = { abortSignal: controller.signal };
        const placing = unknown(() => broker.placeOrder(resting('a', 'buy'), options), 'aborted');
        await Promise.race([placing, wait(50)]);
        controller.abort();
        await placing;
        await order(id('a'), 'open');
      },
    },
  ],
};
