import { expect, test } from 'vitest';
import { BrokerError } from '@perpdesk/broker-core';
import { toBrokerError } from './errors.ts';
import { isRuleRefusal } from './is-rule-refusal.ts';
import type { Session } from './session.ts';
import { send } from './writes/send.ts';

const refusal = (code: number | null) =>
  toBrokerError(
    { status: 400, code, message: 'Text.', retryAfterMs: null },
    { operation: 'placeOrder', isWrite: true },
  );

test('a broken rule of the instrument says that the rules known are old', () => {
  for (const code of [-1111, -1121, -4003, -4005, -4014, -4023, -4141, -4164]) {
    expect([code, isRuleRefusal(refusal(code))]).toEqual([code, true]);
  }
});

test('other refusals, and failures without an answer, do not', () => {
  for (const code of [-2019, -2021, -4016, -4024, -4116, -1007, null]) {
    expect([code, isRuleRefusal(refusal(code))]).toEqual([code, false]);
  }
  const lost = new BrokerError('network', { operation: 'placeOrder', message: 'Reset.' });
  expect([isRuleRefusal(lost), isRuleRefusal(new Error('other'))]).toEqual([false, false]);
});

test.each([
  [-4023, 1],
  [-2019, 0],
])('a write refused by %i has the instruments doubted %i times', async (code, doubts) => {
  let doubted = 0;
  const session = {
    wsApi: null,
    rest: { call: () => Promise.reject(refusal(code)) },
    venueClock: { now: () => 1_790_000_000_000 },
    recvWindowMs: 5_000,
    instruments: { doubt: () => void (doubted += 1) },
  } as unknown as Session;
  const write = { operation: 'placeOrder', method: 'POST', path: '/fapi/v1/order', params: {}, weight: 0 } as const;
  await expect(send(session, write)).rejects.toMatchObject({ venue: { code } });
  expect(doubted).toBe(doubts);
});
