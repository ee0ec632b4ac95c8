import { decimal } from '@perpdesk/broker-core';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { defineRoute } from '../define-route.ts';
import { judgeAlert } from '../inbox/judge-alert.ts';

const AT = Date.UTC(2026, 10, 22, 7, 0, 3);
const OPEN = {
  symbol: 'BTCUSDT.P',
  action: 'buy',
  contracts: 1,
  marketPosition: 'long',
  marketPositionSize: 1,
  prevMarketPosition: 'flat',
  prevMarketPositionSize: 0,
  firedAt: '2026-11-22T07:00:03Z',
};
const base = { id: 'trend', brokers: [{ brokerId: 'paper', factor: decimal('1') }], symbols: ['BTCUSDT'] } as const;
const chain = defineRoute({ ...base, mode: 'chain' });
const byId = defineRoute({ ...base, mode: 'chain', perFireId: true });
const inOrder = defineRoute({ ...base, mode: 'order' });

function judge(text: string, route = chain) {
  const read = (body: string) => judgeAlert(new TextEncoder().encode(body), route, { signalId: 's', receivedAt: AT });
  const { evidence, judgement } = read(text);
  if (judgement.kind !== 'signal') throw new Error(JSON.stringify(judgement));
  const again = read(evidence.text);
  expect(again.judgement).toEqual(judgement);
  expect(again.evidence.text).toBe(evidence.text);
  return { ...evidence, ...judgement };
}
const judgeOpen = (more: object, route = chain) => judge(JSON.stringify({ ...OPEN, ...more }), route);

const word = fc.constantFrom(
  'Pine',
  'Pinbar',
  'PineScript',
  'Pin',
  'KeyReversal',
  'Key',
  'LowPass',
  'Pass',
  'Token',
  'api_key',
  'secret',
);
const between = fc.constantFrom(': ', ':', '=', ' ', ' = ', '":"');
const value = fc.oneof(
  fc.constantFrom('fast', 'slow', '1h', 's', 'secret', '"1h"', 'breakout', 'BREAKOUT', '\\u0041', 'A', '[secret]'),
  fc.string({ maxLength: 12 }),
);
const strategy = fc
  .tuple(word, between, value, fc.option(fc.tuple(between, value), { nil: ['', ''] as const }))
  .map((parts) => parts.flat().join(''));

const plain = (text: string) => text.replaceAll(/\p{Cc}+/gu, ' ').trim();

describe('two strategies of different names', () => {
  test.each([
    ['Trend: fast', 'Trend: slow'],
    ['Pine: fast', 'Pine: slow'],
    ['Pinbar: 1h', 'Pinbar: 4h'],
    ['Key: breakout', 'Key: BREAKOUT'],
    ['Pin: breakout, breakout', 'Pin: breakout, BREAKOUT'],
  ])('%s and %s are two streams, and their alerts of one second no repeats', (a, b) => {
    const [one, two] = [judgeOpen({ strategy: a }), judgeOpen({ strategy: b })];
    expect(one.signal.stream).not.toBe(two.signal.stream);
    expect(one.bodyHash).not.toBe(two.bodyHash);
  });

  test('never meet, whatever in them looks like a secret, nor where a secret’s name repeats them', () => {
    fc.assert(
      fc.property(strategy, strategy, fc.constantFrom('comment', 'key', 'passphrase'), (a, b, key) => {
        fc.pre(plain(a) !== plain(b));
        const [one, two] = [judgeOpen({ strategy: a, [key]: a }), judgeOpen({ strategy: b, [key]: b })];
        return one.signal.stream !== two.signal.stream && one.bodyHash !== two.bodyHash;
      }),
      { numRuns: 500 },
    );
  });

  test('nor do alerts of two ids', () => {
    const [one, two] = [judgeOpen({ id: 'key: 1' }, byId), judgeOpen({ id: 'key: 2' }, byId)];
    expect(one.fireId).not.toBe(two.fireId);
    const numbers = [
      judgeOpen({ id: 20_261_122, key: 20_261_122 }, byId),
      judgeOpen({ id: 20_261_123, key: 20_261_123 }, byId),
    ];
    expect(numbers[0]?.fireId).not.toBe(numbers[1]?.fireId);
  });

  test('nor orders of two tags', () => {
    const order = { symbol: 'BTCUSDT.P', action: 'buy', quantity: 1, firedAt: OPEN.firedAt };
    const [one, two] = ['key: 1', 'key: 2'].map((tag) => judge(JSON.stringify({ ...order, tag }), inOrder));
    expect(one?.signal).not.toEqual(two?.signal);
  });
});

describe('what is hidden in a name', () => {
  test.each([
    { strategy: 'x token=canary-4711' },
    { strategy: { name: 'x-canary-4711' }, passphrase: 'canary-4711' },
    { orderId: '{"secret":"canary-4711"}' },
    { strategy: 'canary-4711', key: 'canary-4711' },
  ])('%j stays hidden', (more) => {
    const { text, signal } = judgeOpen(more);
    expect(text + JSON.stringify(signal)).not.toContain('canary');
  });

  test('the hash does not depend on what the desk knows to be secret', () => {
    const hide = (text: string) => text.replaceAll(/canary-\w+/g, '[secret]');
    const [one, two] = ['canary-4711', 'canary-4712'].map((known) =>
      judgeAlert(new TextEncoder().encode(JSON.stringify({ ...OPEN, strategy: `x token=${known}` })), chain, {
        signalId: 's',
        receivedAt: AT,
        hide,
      }),
    );
    expect(one).toEqual(two);
  });
});
