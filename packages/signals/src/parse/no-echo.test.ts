import { decimal } from '@perpdesk/broker-core';
import { describe, expect, test } from 'vitest';
import { defineRoute } from '../define-route.ts';
import { judgeAlert } from '../inbox/judge-alert.ts';
import type { RouteDialect, RouteMode } from '../route.ts';

const AT = Date.UTC(2026, 10, 22, 7, 0, 3);
const FIRED = '2026-11-22T07:00:03Z';
const EXIT = {
  symbol: 'BTCUSDT.P',
  exchange: 'BINANCE',
  action: 'sell',
  contracts: 0.123456,
  marketPosition: 'flat',
  marketPositionSize: 0,
  prevMarketPosition: 'long',
  prevMarketPositionSize: '0.123456',
  price: 60000.5,
  firedAt: FIRED,
};

function judge(body: object | string, form: { readonly mode?: RouteMode; readonly dialect?: RouteDialect } = {}) {
  const route = defineRoute({
    id: 'trend',
    brokers: [{ brokerId: 'paper', factor: decimal('1') }],
    symbols: ['BTCUSDT'],
    mode: 'chain',
    ...form,
  });
  const read = (text: string) => judgeAlert(new TextEncoder().encode(text), route, { signalId: 's', receivedAt: AT });
  const judged = read(typeof body === 'string' ? body : JSON.stringify(body));
  const again = read(judged.evidence.text);
  expect(again.judgement).toEqual(judged.judgement);
  return judged;
}

const CLOSES = { kind: 'signal', signal: { transition: 'close' } };

describe('an exit goes, and is read from the stored text as the same one, where the same value stands under a secret’s name', () => {
  test.each([
    ['a size of one digit', { passphrase: '0' }],
    ['a size, under a name that ends in pass', { lowpass: 0 }],
    ['a count of tokens', { tokens: 0 }],
    ['a size of eight letters', { key: '0.123456' }],
    ['a size of eight letters, a number', { pin: 0.123456 }],
    ['a part of a size', { secret: '123456' }],
    ['a price', { bypass: 60000.5 }],
    ['a time', { key: FIRED }],
    ['a symbol', { token: 'BTCUSDT.P' }],
    ['a part of a symbol', { token: 'BTCUSDT' }],
    ['an exchange', { token: 'BINANCE' }],
    ['a field’s name', { key: 'marketPosition' }],
    [
      'so many secrets that no text is kept',
      Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`pin${i}secret`, `secret ${i}`])),
    ],
  ])('%s', (_what, more) => {
    expect(judge({ ...EXIT, ...more }).judgement).toMatchObject(CLOSES);
  });

  test('a side', () => {
    const body = { symbol: 'BTCUSDT.P', action: 'close_long', firedAt: FIRED, key: 'close_long' };
    expect(judge(body, { mode: 'direction' }).judgement).toMatchObject({
      kind: 'signal',
      signal: { wishes: [{ type: 'close' }] },
    });
  });

  test('in lines of name=value', () => {
    const lines = Object.entries({ ...EXIT, passphrase: '0.123456' }).map(([name, value]) => `${name}=${value}`);
    expect(judge(lines.join('\n'), { dialect: 'kv' }).judgement).toMatchObject(CLOSES);
  });
});

describe('its own field and every other one lose it', () => {
  test.each([
    ['a text', { note: 'see 7391845' }],
    ['a number', { note: 7391845 }],
    ['a key', { 'k-7391845': 1 }],
    ['a key that begins as a field’s', { size7391845: 1 }],
    ['a size that is none', { size: '7391845 or so' }],
    ['an order’s id', { orderId: '7391845' }],
  ])('in %s', (_what, more) => {
    const { evidence, judgement } = judge({ ...EXIT, ...more, passphrase: '7391845' });
    expect(judgement).toMatchObject(CLOSES);
    expect(evidence.text + JSON.stringify(judgement)).not.toContain('7391845');
  });

  test('a number shorter than six characters is a number elsewhere', () => {
    expect(judge({ ...EXIT, secret: '47110', note: 47110 }).evidence.text).toContain('"note":47110');
  });
});
