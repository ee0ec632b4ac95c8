import { expect, test } from 'vitest';
import { BROKER_ERROR_CODES, type BrokerErrorCode, OUTCOMES } from './broker-error-codes.ts';
import { BrokerError, isRetryableError } from './broker-error.ts';

test('the outcome is the code’s unless the thrower knows better', () => {
  const options = { message: 'm', operation: 'placeOrder' };
  expect(new BrokerError('timeout', options).outcome).toBe('unknown');
  expect(new BrokerError('timeout', { ...options, outcome: 'not-sent' }).outcome).toBe('not-sent');
});

test('another copy’s error is recognised by its marker', () => {
  const foreign = Object.defineProperty(new Error('m'), Symbol.for('perpdesk.broker-error'), { value: true });
  expect(BrokerError.is(foreign)).toBe(true);
  for (const other of [new Error('m'), null, undefined, 'timeout', {}]) expect(BrokerError.is(other)).toBe(false);
});

test('no code whose outcome is unknown may be repeated as a write', () => {
  for (const [code, { outcome }] of Object.entries(BROKER_ERROR_CODES)) {
    expect(OUTCOMES).toContain(outcome);
    const error = new BrokerError(code as keyof typeof BROKER_ERROR_CODES, { message: code, operation: 'x' });
    if (outcome !== 'not-sent') expect(isRetryableError(error)).toBe(false);
  }
});

test('what failed before it was sent may be sent again, unless its cause stays; a read too', () => {
  const isRetryable = (code: BrokerErrorCode, read = false) =>
    isRetryableError(new BrokerError(code, { message: 'm', operation: 'x', outcome: 'not-sent' }), { read });
  for (const code of ['network', 'timeout'] as const) {
    expect([isRetryable(code), isRetryable(code, true)]).toEqual([true, true]);
  }
  for (const code of ['aborted', 'invalid-request', 'unsupported', 'venue-error', 'not-authorized'] as const) {
    expect([isRetryable(code), isRetryable(code, true)]).toEqual([false, false]);
  }
});

test('every code says what it means and what to do, in sentences', () => {
  for (const { meaning, remedy } of Object.values(BROKER_ERROR_CODES)) {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  }
});
