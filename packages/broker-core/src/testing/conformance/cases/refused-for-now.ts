import { isRetryableError } from '../../../broker-error.ts';
import { assertThat } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, ERROR_CODES, GENERAL_INFO } from '../sources.ts';

/** What a clock may round away. */
const MARGIN_MS = 100;

/** The time to wait is the exchange's: less what has passed on the way, at most a second more. */
function assertTold(retryAfterMs: number | undefined, asked: number): asserts retryAfterMs is number {
  const isTold = retryAfterMs !== undefined && retryAfterMs >= asked / 2 && retryAfterMs <= asked + 1000;
  assertThat(isTold, `The exchange says ${asked} ms; the time to wait is told as ${retryAfterMs}.`);
}

export const REFUSED_FOR_NOW: ConformanceGroup = {
  prefix: 'BUS',
  title: 'Busy exchanges, limits, clocks and late requests',
  cases: [
    {
      id: 'BUS-01',
      title: 'service unavailable (503): proof that the order was not executed, and the same may be sent again',
      needs: ['limit', 'fault:unavailable'],
      source: GENERAL_INFO,
      seenOnDemo: 'never',
      expects: ['overloaded'],
      async run({ broker, faults, resting, refused, atVenue, order, id }) {
        await faults.next({ kind: 'unavailable' });
        const error = await refused(() => broker.placeOrder(resting('a', 'buy')), 'overloaded');
        assertThat(isRetryableError(error), `It may not be sent again: ${error.outcome}.`);
        await atVenue(id('a'), 0);
        await broker.placeOrder(resting('a', 'buy'));
        await order(id('a'), 'open');
      },
    },
    {
      id: 'BUS-02',
      title: 'throttled (-1008): proof that the order was not executed, and the same may be sent again',
      needs: ['limit', 'fault:overloaded'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['overloaded'],
      async run({ broker, faults, resting, refused, atVenue, order, id }) {
        await faults.next({ kind: 'overloaded' });
        const error = await refused(() => broker.placeOrder(resting('a', 'buy')), 'overloaded');
        assertThat(isRetryableError(error), `It may not be sent again: ${error.outcome}.`);
        await atVenue(id('a'), 0);
        await broker.placeOrder(resting('a', 'buy'));
        await order(id('a'), 'open');
      },
    },
    {
      id: 'BUS-03',
      title: 'too many requests (429): told with the time to wait, and after it the order is taken',
      needs: ['limit', 'fault:rate-limited'],
      source: GENERAL_INFO,
      seenOnDemo: 'never',
      expects: ['rate-limited'],
      async run({ broker, faults, resting, refused, absent, order, wait, id }) {
        await faults.next({ kind: 'rate-limited', retryAfterMs: 1000 });
        const { retryAfterMs } = await refused(() => broker.placeOrder(resting('a', 'buy')), 'rate-limited');
        assertTold(retryAfterMs, 1000);
        await wait(retryAfterMs + MARGIN_MS);
        await absent(id('a'));
        await broker.placeOrder(resting('b', 'buy'));
        await order(id('b'), 'open');
      },
    },
    {
      id: 'BUS-04',
      title: 'banned (418): told with the time to wait, and nothing is executed before it has passed',
      needs: ['limit', 'fault:banned'],
      source: GENERAL_INFO,
      seenOnDemo: 'never',
      expects: ['rate-limited'],
      async run({ broker, faults, resting, refused, absent, order, wait, id }) {
        await faults.next({ kind: 'banned', retryAfterMs: 2000 });
        const { retryAfterMs } = await refused(() => broker.placeOrder(resting('a', 'buy')), 'rate-limited');
        assertTold(retryAfterMs, 2000);
        const second = await refused(() => broker.placeOrder(resting('b', 'buy')), 'rate-limited');
        await wait(Math.max(retryAfterMs, second.retryAfterMs ?? 0) + MARGIN_MS);
        await absent(id('a'));
        await absent(id('b'));
        await broker.placeOrder(resting('c', 'buy'));
        await order(id('c'), 'open');
      },
    },
    {
      id: 'BUS-05',
      title: 'a time that the exchange says is off (-1021): proof that nothing was executed; the next order is taken',
      needs: ['limit', 'fault:clock'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['clock', 'validity-expired'],
      async run({ broker, faults, resting, refused, absent, order, id }) {
        await faults.next({ kind: 'clock' });
        await refused(() => broker.placeOrder(resting('a', 'buy')), 'clock', 'validity-expired');
        await absent(id('a'));
        await broker.placeOrder(resting('b', 'buy'));
        await order(id('b'), 'open');
      },
    },
    {
      id: 'BUS-06',
      title: 'an order that is held back on its way past its validity is not executed',
      needs: ['limit', 'fault:held-back'],
      source: contract('Validity'),
      seenOnDemo: 'never',
      expects: ['validity-expired', 'clock', 'timeout'],
      async run({ broker, faults, resting, failed, absent, wait, id }) {
        await faults.next({ kind: 'held-back', heldMs: 2500 });
        const fromAt = await broker.getServerTime();
        const validity = { fromAt, untilAt: fromAt + 1000 };
        const call = () => broker.placeOrder(resting('a', 'buy'), { validity });
        await failed(call, 'validity-expired', 'clock', 'timeout');
        await wait(2500);
        await absent(id('a'));
      },
    },
    {
      id: 'BUS-07',
      title: 'a conditional order that is held back on its way past its validity is not executed',
      needs: ['stop-market', 'fault:held-back'],
      source: contract('Validity'),
      seenOnDemo: 'never',
      expects: ['validity-expired', 'clock', 'timeout'],
      async run({ broker, faults, stop, failed, absent, wait, id }) {
        await faults.next({ kind: 'held-back', heldMs: 2500 });
        const fromAt = await broker.getServerTime();
        const validity = { fromAt, untilAt: fromAt + 1000 };
        const call = () => broker.placeOrder(stop('a', 'sell'), { validity });
        await failed(call, 'validity-expired', 'clock', 'timeout');
        await wait(2500);
        await absent(id('a'));
      },
    },
    {
      id: 'BUS-08',
      title: 'a read without an answer may be repeated, and is answered then',
      needs: ['fault:timeout'],
      source: contract('isRetryableError'),
      seenOnDemo: 'never',
      expects: ['timeout'],
      async run({ broker, faults, failed, symbol }) {
        await faults.next({ kind: 'timeout', accepted: false, on: 'getFills' });
        const error = await failed(() => broker.getFills({ symbol }), 'timeout');
        assertThat(isRetryableError(error, { read: true }), 'It claims that the read may not be repeated.');
        await broker.getFills({ symbol });
      },
    },
    {
      id: 'BUS-09',
      title: 'a read over a connection that drops may be repeated, and is answered then',
      needs: ['fault:connection-dropped'],
      source: contract('isRetryableError'),
      seenOnDemo: 'never',
      expects: ['network'],
      async run({ broker, faults, failed, symbol }) {
        await faults.next({ kind: 'connection-dropped', accepted: false, on: 'getFills' });
        const error = await failed(() => broker.getFills({ symbol }), 'network');
        assertThat(isRetryableError(error, { read: true }), 'It claims that the read may not be repeated.');
        await broker.getFills({ symbol });
      },
    },
  ],
};
