import { expect, test } from 'vitest';
import { type BrokerErrorCode, isRetryableError, type Outcome, toClientOrderId } from '@perpdesk/broker-core';
import { toBrokerError, type VenueAnswer } from './errors.ts';

const answerOf = (status: number, code: number | null, message = 'Text.'): VenueAnswer => ({
  status,
  code,
  message,
  retryAfterMs: null,
});
const onWrite = (answer: VenueAnswer) => toBrokerError(answer, { operation: 'placeOrder', isWrite: true });
const onRead = (answer: VenueAnswer) => toBrokerError(answer, { operation: 'getOrder', isWrite: false });

const UNKNOWN_503 = 'Unknown error, please check your request or try again later.';

/** What an answer to a write means for the money. */
const WRITES: readonly (readonly [number, number | null, string, BrokerErrorCode, Outcome])[] = [
  [503, null, 'Service Unavailable.', 'overloaded', 'not-sent'],
  [503, -1000, 'Service Unavailable.', 'overloaded', 'not-sent'],
  [503, null, UNKNOWN_503, 'venue-error', 'unknown'],
  [503, -1000, UNKNOWN_503, 'venue-error', 'unknown'],
  [503, null, 'Service Unavailable - Zero size object', 'venue-error', 'unknown'],
  [503, null, '503 Service Temporarily Unavailable', 'venue-error', 'unknown'],
  [503, -1008, 'Throttled.', 'overloaded', 'not-sent'],
  [500, null, 'Internal Server Error', 'venue-error', 'unknown'],
  [502, null, 'Bad Gateway', 'venue-error', 'unknown'],
  [504, null, '', 'venue-error', 'unknown'],
  [500, -2019, 'Margin is insufficient.', 'insufficient-margin', 'unknown'],
  [429, -1003, 'Too many requests.', 'rate-limited', 'not-sent'],
  [429, -1015, 'Too many new orders.', 'rate-limited', 'not-sent'],
  [418, -1003, 'IP banned until 1790000000000.', 'rate-limited', 'not-sent'],
  [429, null, '', 'rate-limited', 'not-sent'],
  [403, null, 'Forbidden', 'rate-limited', 'not-sent'],
  [401, null, '', 'not-authorized', 'rejected'],
  [401, -2015, 'Invalid API-key.', 'not-authorized', 'rejected'],
  [408, -1007, 'Timeout.', 'timeout', 'unknown'],
  [408, null, '', 'timeout', 'unknown'],
  [400, -1000, 'Unknown.', 'venue-error', 'unknown'],
  [400, -1001, 'Internal error.', 'venue-error', 'unknown'],
  [400, -1006, 'Unexpected response.', 'venue-error', 'unknown'],
  [400, -1021, 'Outside of the recvWindow.', 'clock', 'not-sent'],
  [400, -5028, 'Outside of the ME recvWindow.', 'validity-expired', 'rejected'],
  [400, -2011, 'Unknown order sent.', 'order-not-found', 'rejected'],
  [400, -2013, 'Order does not exist.', 'order-not-found', 'rejected'],
  [400, -4116, 'ClientOrderId is duplicated.', 'duplicate-client-order-id', 'unknown'],
  [400, -4120, 'Use the algo service.', 'unsupported', 'rejected'],
  [400, -2023, 'In liquidation.', 'account-restricted', 'rejected'],
  [400, -1022, 'Signature.', 'not-authorized', 'rejected'],
];

test.each(WRITES)('a write answered %i %j %j: %s, %s', (status, code, message, expected, outcome) => {
  expect(onWrite(answerOf(status, code, message))).toMatchObject({ code: expected, outcome });
});

test('a code that is not known proves a refusal only in a 4xx, and only beyond -1099', () => {
  const outcomes = (status: number) => [-1050, -1150, -9999].map((code) => onWrite(answerOf(status, code)).outcome);
  expect(outcomes(400)).toEqual(['unknown', 'rejected', 'rejected']);
  expect(outcomes(500)).toEqual(['unknown', 'unknown', 'unknown']);
  expect(outcomes(200)).toEqual(['unknown', 'unknown', 'unknown']);
  expect(onWrite(answerOf(400, 200))).toMatchObject({ code: 'venue-error', outcome: 'unknown' });
  expect(onWrite(answerOf(400, null, '<html>Bad Request</html>'))).toMatchObject({ outcome: 'unknown' });
});

test('an unmapped code is kept raw, with its text', () => {
  expect(onWrite(answerOf(400, -9999, 'Something new'))).toMatchObject({
    code: 'venue-error',
    venue: { name: 'binance', code: -9999, message: 'Something new' },
    message: 'placeOrder: Binance says -9999: Something new. See its own code and text.',
  });
  expect(onWrite(answerOf(502, null, ''))).toMatchObject({
    message: 'placeOrder: Binance says HTTP 502: no text. See its own code and text.',
    venue: { code: null, message: '' },
  });
});

test('only proofs of not executed may be sent again, and reads', () => {
  expect(isRetryableError(onWrite(answerOf(503, null, 'Service Unavailable.')))).toBe(true);
  expect(isRetryableError(onWrite(answerOf(429, -1003)))).toBe(true);
  expect(isRetryableError(onWrite(answerOf(400, -1021)))).toBe(true);
  expect(isRetryableError(onWrite(answerOf(503, null, UNKNOWN_503)), { read: false })).toBe(false);
  expect(isRetryableError(onWrite(answerOf(400, -2019)))).toBe(false);
  expect(isRetryableError(onRead(answerOf(502, null)), { read: true })).toBe(true);
});

test('how long to wait and whose order it was are kept', () => {
  const clientOrderId = toClientOrderId('d-btc1-42');
  const answer = { ...answerOf(429, -1015), retryAfterMs: 7_000 };
  expect(toBrokerError(answer, { operation: 'placeOrder', isWrite: true, clientOrderId })).toMatchObject({
    retryAfterMs: 7_000,
    clientOrderId,
    operation: 'placeOrder',
  });
  expect(onRead(answerOf(400, -2013)).retryAfterMs).toBeUndefined();
});
