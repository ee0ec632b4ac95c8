import { expect, test } from 'vitest';
import { decimal, ZERO } from '@perpdesk/broker-core';
import {
  ACCOUNT_CONFIG_UPDATE,
  ACCOUNT_UPDATE,
  ALGO_UPDATE,
  LISTEN_KEY_EXPIRED,
  MARGIN_CALL,
  ORDER_TRADE_UPDATE,
  TRADE_LITE,
} from '../wire/events.test.fixture.ts';
import { readFrame } from './read-frame.ts';

const read = (event: unknown) => readFrame(JSON.stringify(event));
const step = (changes: object) => read({ ...ORDER_TRADE_UPDATE, o: { ...ORDER_TRADE_UPDATE.o, ...changes } });
const algoStep = (changes: object) => read({ ...ALGO_UPDATE, o: { ...ALGO_UPDATE.o, ...changes } });

test('a fill tells the order as it stands and what executed', () => {
  expect(read(ORDER_TRADE_UPDATE)).toMatchObject({
    type: 'order',
    venueAt: 1_790_000_000_200,
    algoId: null,
    cause: null,
    order: {
      symbol: 'BTCUSDT',
      clientOrderId: 'd-btc1-42-o-1-9f3a',
      venueOrderId: '8886774',
      executionOrderId: '8886774',
      type: 'market',
      side: 'buy',
      positionSide: 'net',
      status: 'filled',
      quantity: decimal('0.015'),
      filledQuantity: decimal('0.015'),
      averageFillPrice: decimal('65251.2'),
      price: null,
      reason: null,
      updatedAt: 1_790_000_000_198,
    },
    fill: {
      symbol: 'BTCUSDT',
      tradeId: '258307945',
      venueOrderId: '8886774',
      clientOrderId: 'd-btc1-42-o-1-9f3a',
      side: 'buy',
      positionSide: 'net',
      quantity: decimal('0.005'),
      price: decimal('65251.6'),
      fee: decimal('0.1305032'),
      feeAsset: 'USDT',
      realizedPnl: decimal('0'),
      isMaker: false,
      venueAt: 1_790_000_000_198,
    },
  });
});

test('steps in which nothing executes have no fill', () => {
  for (const x of ['NEW', 'CANCELED', 'EXPIRED', 'AMENDMENT']) {
    expect(step({ x, X: 'NEW', l: '0', t: 0 })).toMatchObject({ type: 'order', fill: null });
  }
});

test('an execution of a conditional order names it by si, with long ids kept whole', () => {
  const execution = { si: 2_000_000_547_321_628, ss: -1, st: 'ALGO_CONDITION', c: 'd-eth1-7-s-1-01cd' };
  expect(step(execution)).toMatchObject({ algoId: '2000000547321628' });
  const text = JSON.stringify({ ...ORDER_TRADE_UPDATE, o: { ...ORDER_TRADE_UPDATE.o, ...execution } });
  const long = text.replace('"i":8886774', '"i":8389765519993908929');
  expect(readFrame(long)).toMatchObject({ order: { venueOrderId: '8389765519993908929' } });
});

test.each([
  ['autoclose-1693', 'liquidation'],
  ['adl_autoclose', 'adl'],
  ['settlement_autoclose-17', 'settlement'],
  ['delivery_autoclose-17', 'settlement'],
  ['d-btc1-42', null],
  ['my-autoclose-1', null],
])('client id %s says that the cause is %s', (c, cause) => expect(step({ c })).toMatchObject({ cause }));

test('a liquidation executes as CALCULATED, and may tell no fee', () => {
  const { N: _, n: __, ...o } = ORDER_TRADE_UPDATE.o;
  const liquidation = { ...o, c: 'autoclose-1', x: 'CALCULATED', X: 'FILLED', o: 'LIQUIDATION', rp: '-3.25' };
  expect(read({ ...ORDER_TRADE_UPDATE, o: liquidation })).toMatchObject({
    cause: 'liquidation',
    order: { type: 'market' },
    fill: { fee: ZERO, feeAsset: '', realizedPnl: decimal('-3.25') },
  });
});

test.each([
  ['0', null],
  ['1', 'self-trade prevention'],
  [5, 'the account was liquidated'],
  ['99', 'expiry reason 99'],
])('expiry reason %j is told as %j', (er, reason) => {
  expect(step({ x: 'EXPIRED', X: 'EXPIRED', l: '0', er })).toMatchObject({ order: { status: 'expired', reason } });
});

test('a trailing stop on the order stream keeps its activation price and rate', () => {
  expect(step({ o: 'TRAILING_STOP_MARKET', X: 'NEW', x: 'NEW', l: '0', AP: '70000', cr: '0.5' })).toMatchObject({
    order: { activationPrice: decimal('70000'), callbackRate: decimal('0.5'), triggerBy: 'last' },
  });
});

test('an unknown status or execution type throws: nothing is concluded from it', () => {
  expect(() => step({ X: 'HALF_FILLED' })).toThrow(/order status "HALF_FILLED" is not known/);
  expect(() => step({ x: 'SWAPPED' })).toThrow(/execution type "SWAPPED" is not known/);
  expect(() => algoStep({ X: 'PAUSED' })).toThrow(/algo status "PAUSED" is not known/);
});

test('a conditional order is told under its own id', () => {
  expect(read(ALGO_UPDATE)).toMatchObject({
    type: 'conditional-order',
    venueAt: 1_790_000_003_002,
    order: {
      venueOrderId: 'algo-2000000547321628',
      executionOrderId: null,
      clientOrderId: 'd-eth1-7-s-1-01cd',
      type: 'stop-market',
      status: 'open',
      triggerPrice: decimal('2950'),
      triggerBy: 'mark',
      reduceOnly: true,
      updatedAt: 1_790_000_003_001,
    },
  });
});

test('a refused conditional order tells why, a triggered one where it executes', () => {
  expect(algoStep({ X: 'REJECTED', rm: 'Margin is insufficient.' })).toMatchObject({
    order: { status: 'rejected', reason: 'Margin is insufficient.' },
  });
  expect(algoStep({ X: 'TRIGGERED', ai: '4904005884', aq: '0', ap: '0' })).toMatchObject({
    order: { status: 'open', executionOrderId: '4904005884', filledQuantity: ZERO, averageFillPrice: null },
  });
  expect(algoStep({ X: 'FINISHED', ai: '4904005884', aq: '0.250', ap: '2949.8' })).toMatchObject({
    order: { status: 'filled', filledQuantity: decimal('0.25'), averageFillPrice: decimal('2949.8') },
  });
});

test('an account update tells what changed, dated by its transaction', () => {
  expect(read(ACCOUNT_UPDATE)).toEqual({
    type: 'account',
    venueAt: 1_790_000_000_198,
    cause: 'ORDER',
    balances: [{ asset: 'USDT', walletBalance: decimal('4999.8694968') }],
    positions: [
      {
        symbol: 'BTCUSDT',
        positionSide: 'net',
        quantity: decimal('0.015'),
        entryPrice: decimal('65251.2'),
        unrealizedPnl: decimal('0.012'),
        marginType: 'cross',
      },
    ],
  });
  const funding = { ...ACCOUNT_UPDATE, a: { m: 'FUNDING_FEE', B: ACCOUNT_UPDATE.a.B, S: 'BTCUSDT' } };
  expect(read(funding)).toMatchObject({ cause: 'FUNDING_FEE', positions: [] });
});

test('settings, margin calls and the end of the key are told', () => {
  expect(read(ACCOUNT_CONFIG_UPDATE)).toMatchObject({ type: 'leverage', symbol: 'BTCUSDT', leverage: 25 });
  const { ac: _, ...whole } = ACCOUNT_CONFIG_UPDATE;
  expect(read({ ...whole, ai: { j: true } })).toMatchObject({ type: 'account-mode', isMultiAssets: true });
  expect(read(MARGIN_CALL)).toMatchObject({ type: 'margin-call', symbols: ['ETHUSDT'] });
  expect(read(LISTEN_KEY_EXPIRED)).toEqual({ type: 'key-expired', venueAt: 1_790_000_009_000 });
});

test('events of COIN-M and those told twice are ignored; new ones are named', () => {
  expect(read({ ...ORDER_TRADE_UPDATE, st: 2 }).type).toBe('ignored');
  expect(read({ ...ORDER_TRADE_UPDATE, st: '2' }).type).toBe('ignored');
  expect(read(TRADE_LITE).type).toBe('ignored');
  expect(read({ e: 'SOMETHING_NEW', E: 1 })).toEqual({ type: 'unknown', venueAt: 1, name: 'SOMETHING_NEW' });
});

test('a wrapped event of /stream reads as the event itself', () => {
  const wrapped = { stream: 'a-made-up-key', data: ORDER_TRADE_UPDATE };
  expect(read(wrapped)).toEqual(read(ORDER_TRADE_UPDATE));
});

test.each(['', '{', 'null', '[]', '"text"', '{}', '{"e":5}', '{"e":"ORDER_TRADE_UPDATE","E":1,"T":1,"o":{}}'])(
  'what is no event throws: %s',
  (text) => expect(() => readFrame(text)).toThrow(/JSON|"code": "invalid_type"/),
);

test('an event that cannot be read throws without the key that it holds', () => {
  const broken = JSON.stringify({ ...LISTEN_KEY_EXPIRED, E: 'later' });
  let thrown = '';
  try {
    readFrame(broken);
  } catch (error) {
    thrown = String(error);
  }
  expect(thrown).not.toBe('');
  expect(thrown).not.toContain('a-made-up-key');
});
