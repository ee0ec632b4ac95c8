import { expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createAdmission } from './admission.ts';
import type { CallBase } from './call.ts';
import { reportsOfHeaders, reportsOfRows } from './limit-report.ts';
import { createOrderLimiter } from './order-limiter.ts';
import { failureOf, recordLogs } from './transport.test.fixture.ts';
import { createWeightLimiter } from './weight-limiter.ts';

const validity = { fromAt: 0, untilAt: 5_000 };
const READ: CallBase = { operation: 'getOrder', weight: 10 };
const WRITE: CallBase = { operation: 'placeOrder', weight: 0, orders: 1, validity };

function bench() {
  const clock = createFakeClock(1_700_000_000_000);
  const { logger, lines } = recordLogs();
  const weights = createWeightLimiter({ clock, logger, host: 'host' });
  const orders = createOrderLimiter({ clock, logger: silentLogger });
  const admitNow = createAdmission({ clock, weights, orders, readWaitMs: 2_000 });
  return { clock, weights, orders, lines, admitNow, admit: async (call: CallBase) => admitNow(call) };
}

test('a write never waits: it is rate-limited, not sent, and told for how long', async () => {
  const { admit, orders } = bench();
  orders.learn([{ kind: 'orders', windowMs: 10_000, used: 240, limit: null }]);
  const error = await failureOf(admit(WRITE));
  expect(error).toMatchObject({ code: 'rate-limited', outcome: 'not-sent', retryAfterMs: 11_000 });
  await admit({ ...WRITE, priority: 'reduce' });
});

test('where there is room nothing is waited for', () => {
  const { admitNow, orders } = bench();
  const giveBack = admitNow(WRITE);
  expect(orders.per10s.used).toBe(1);
  if (giveBack instanceof Promise) throw new Error('it waits');
  giveBack();
  expect(orders.per10s.used).toBe(0);
});

test('a read waits as long as it may, then fails the same way', async () => {
  const { admit, weights, clock } = bench();
  weights.block(1_500, 'too-many-requests');
  let isIn = false;
  const waiting = admit(READ).then(() => {
    isIn = true;
  });
  await clock.advance(1_499);
  expect(isIn).toBe(false);
  await clock.advance(1);
  await waiting;
  weights.block(2_001, 'too-many-requests');
  expect(await failureOf(admit(READ))).toMatchObject({
    code: 'rate-limited',
    outcome: 'not-sent',
    retryAfterMs: 2_001,
  });
  expect(clock.scheduledCount).toBe(0);
});

test('a read that is aborted while it waits was not sent, and leaves no timer', async () => {
  const { admit, weights, clock } = bench();
  weights.block(1_000, 'too-many-requests');
  const stop = new AbortController();
  const failed = failureOf(admit({ ...READ, abortSignal: stop.signal }));
  stop.abort();
  expect(await failed).toMatchObject({ code: 'aborted', outcome: 'not-sent' });
  expect(clock.scheduledCount).toBe(0);
});

test('an order block of the account lets everything pass that is no order', async () => {
  const { admit, orders } = bench();
  orders.block(5_000);
  expect(await failureOf(admit({ ...WRITE, priority: 'reduce' }))).toMatchObject({ retryAfterMs: 5_000 });
  await admit({ ...WRITE, orders: 0 });
  await admit(READ);
});

test('a ban is logged loudly, once, and a shorter pause does not shorten it', () => {
  const { weights, lines, clock } = bench();
  weights.block(120_000, 'banned');
  weights.block(1_000, 'too-many-requests');
  expect(lines.map(({ level }) => level)).toEqual(['error']);
  expect(weights.blockedUntilAt).toBe(clock.now() + 120_000);
});

test('limits are learned from rows, counts from rows and headers', () => {
  const { weights, orders } = bench();
  const rows = [
    { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 6_000, count: 7 },
    { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 600 },
    { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: 2_400 },
    { rateLimitType: 'RAW_REQUESTS', interval: 'MINUTE', intervalNum: 5, limit: 1 },
    { rateLimitType: 'ORDERS', interval: 'DAY', intervalNum: 1, limit: 1 },
    'nonsense',
  ];
  weights.learn(reportsOfRows(rows));
  orders.learn(reportsOfRows(rows));
  expect([weights.limit, weights.used, orders.per10s.limit, orders.perMinute.limit]).toEqual([6_000, 7, 600, 2_400]);
  const headers = { 'x-mbx-used-weight-1m': '99', 'x-mbx-order-count-10s': '5', 'x-mbx-order-count-1m': 'many' };
  weights.learn(reportsOfHeaders(headers));
  orders.learn(reportsOfHeaders(headers));
  expect([weights.used, orders.per10s.used, orders.perMinute.used]).toEqual([99, 5, 0]);
});
