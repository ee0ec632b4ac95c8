import { describe, expect, test } from 'vitest';
import type { BrokerErrorCode } from './broker-error-codes.ts';
import { BrokerError, isRetryableError } from './broker-error.ts';
import { retry, type RetryOptions } from './retry.ts';
import { createFakeClock } from './testing/index.ts';

const error = (code: BrokerErrorCode, retryAfterMs?: number) =>
  new BrokerError(code, { message: code, operation: 'test', ...(retryAfterMs !== undefined && { retryAfterMs }) });

async function run(errors: readonly unknown[], options: Partial<RetryOptions> = {}) {
  const clock = createFakeClock(0);
  const calledAt: number[] = [];
  const failures = [...errors];
  const result = retry(
    async (attempt) => {
      calledAt.push(clock.now());
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return attempt;
    },
    { clock, attempts: 4, delayMs: 100, ...options },
  ).catch((thrown: unknown) => thrown);
  await clock.advance(60_000);
  return { result: await result, calledAt };
}

describe('what may be repeated is repeated', () => {
  test.each(['not-connected', 'rate-limited', 'overloaded', 'clock'] as const)('%s', async (code) => {
    expect(await run([error(code)])).toEqual({ result: 2, calledAt: [0, 100] });
  });

  test('a read that timed out', async () => {
    expect(await run([error('timeout')], { read: true })).toEqual({ result: 2, calledAt: [0, 100] });
  });
});

describe('what may not is not', () => {
  test.each(['timeout', 'network', 'aborted', 'duplicate-client-order-id', 'venue-error', 'below-minimum'] as const)(
    'a write that ended in %s',
    async (code) => {
      const failure = error(code);
      expect(await run([failure])).toEqual({ result: failure, calledAt: [0] });
    },
  );

  test('a rejected read, an aborted read, a bug', async () => {
    expect((await run([error('order-not-found')], { read: true })).calledAt).toEqual([0]);
    expect((await run([error('aborted')], { read: true })).calledAt).toEqual([0]);
    expect((await run([new TypeError('bug')], { read: true })).calledAt).toEqual([0]);
  });

  test('an outcome that the thrower knew to be unknown', () => {
    const overloaded = new BrokerError('overloaded', { message: '', operation: 'placeOrder', outcome: 'unknown' });
    expect(isRetryableError(overloaded)).toBe(false);
  });
});

test('delays double, and the last error is thrown', async () => {
  const failure = error('overloaded');
  expect(await run([failure, failure, failure, failure])).toEqual({ result: failure, calledAt: [0, 100, 300, 700] });
});

test('retryAfterMs counts where it is longer', async () => {
  expect((await run([error('rate-limited', 5_000)])).calledAt).toEqual([0, 5_000]);
  expect((await run([error('rate-limited', 5)])).calledAt).toEqual([0, 100]);
});

test('random shortens a delay by up to a half', async () => {
  expect((await run([error('overloaded')], { random: () => 0.5 })).calledAt).toEqual([0, 75]);
});

test('abort ends the waiting', async () => {
  const controller = new AbortController();
  const clock = createFakeClock(0);
  const result = retry(() => Promise.reject(error('overloaded')), {
    clock,
    attempts: 2,
    delayMs: 100,
    abortSignal: controller.signal,
  });
  const caught = expect(result).rejects.toThrow('enough');
  await clock.advance(50);
  controller.abort(new Error('enough'));
  await caught;
  expect(clock.scheduledCount).toBe(0);
});

test('the process stays alive for the waiting, and no longer', async () => {
  const clock = createFakeClock(0);
  let holds = 0;
  const hold = () => {
    holds += 1;
    return () => void (holds -= 1);
  };
  const failures = [error('overloaded')];
  const result = retry(async () => Promise.all(failures.splice(0).map((failure) => Promise.reject(failure))), {
    clock: { now: clock.now, schedule: clock.schedule, hold },
    attempts: 2,
    delayMs: 100,
  });
  await clock.advance(50);
  expect(holds).toBe(1);
  await clock.advance(50);
  await result;
  expect(holds).toBe(0);
});
