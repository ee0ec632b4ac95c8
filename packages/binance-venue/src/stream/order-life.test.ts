import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { openVenue } from '../rest.test.fixture.ts';
import { openAccount, summaryOf } from './stream.test.fixture.ts';
import { at, rowAt } from '../json.test.fixture.ts';

const BUY = { side: 'BUY', type: 'MARKET', quantity: '0.010' };
const STOP = { side: 'SELL', type: 'STOP_MARKET', quantity: '0.010', triggerPrice: '58000' };

async function openLong(options: Parameters<typeof openVenue>[0] = {}) {
  const venue = await openVenue(options);
  const account = await openAccount(venue);
  await account.order({ ...BUY, newClientOrderId: 'in' });
  await account.stream.heard(4);
  account.stream.forget();
  const told = async (count: number) => (await account.stream.heard(count)).map(summaryOf);
  return { venue, ...account, told };
}

test('a market order is new, then for its fill told in brief, in the account, and as an order', async () => {
  const venue = await openVenue();
  const { stream, order } = await openAccount(venue);
  await order({ ...BUY, newClientOrderId: 'in' });
  expect((await stream.heard(4)).map(summaryOf)).toEqual([
    'order in NEW NEW l=0 z=0',
    'lite in l=0.010',
    'account ORDER BOTH 0.01',
    'order in TRADE FILLED l=0.01 z=0.01',
  ]);
});

test('a limit order rests, is amended, fills in part as a maker, and is canceled', async () => {
  const venue = await openVenue({ liquidity: decimal('0.004') });
  const { stream, order, rest } = await openAccount(venue);
  const limit = { side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.010', newClientOrderId: 'li' };
  await order({ ...limit, price: '59000' });
  await rest.put('/fapi/v1/order', {
    symbol: 'BTCUSDT',
    side: 'BUY',
    origClientOrderId: 'li',
    quantity: '0.010',
    price: '59100.1',
    modifyId: '9007199254740993',
  });
  venue.setPrice('BTCUSDT', decimal('59000'));
  await rest.delete('/fapi/v1/order', { symbol: 'BTCUSDT', origClientOrderId: 'li' });
  const frames = await stream.heard(6);
  expect(frames.map(summaryOf)).toEqual([
    'order li NEW NEW l=0 z=0',
    'order li AMENDMENT NEW l=0 z=0',
    'lite li l=0.004',
    'account ORDER BOTH 0.004',
    'order li TRADE PARTIALLY_FILLED l=0.004 z=0.004',
    'order li CANCELED CANCELED l=0 z=0.004',
  ]);
  expect(at(frames[0], 'o')).toMatchObject({ p: '59000', b: '590', a: '0', N: 'USDT', n: '0', t: 0, m: false });
  expect(frames.map(({ o }) => at(o, 'M'))).toEqual([undefined, '9007199254740993', ...Array(4).fill(undefined)]);
  expect(frames[2]).toMatchObject({ p: '59100.10', L: '59100.10', q: '0.010', m: true });
  expect(at(frames[4], 'o')).toMatchObject({ L: '59100.1', ap: '59100.1', m: true, n: '0.04728008', b: '354.6006' });
  expect(at(frames[5], 'o')).toMatchObject({ b: '0', ap: '59100.1' });
});

test('an immediate order tells by number why its rest expired', async () => {
  const venue = await openVenue({ liquidity: decimal('0.004') });
  const { stream, order } = await openAccount(venue);
  const limit = { side: 'BUY', type: 'LIMIT', quantity: '0.010', price: '60100' };
  await order({ ...limit, timeInForce: 'IOC', newClientOrderId: 'ioc' });
  expect((await stream.heard(5)).map(summaryOf).at(-1)).toBe('order ioc EXPIRED EXPIRED l=0 z=0.004 er=2');
});

test('orders that can reduce nothing any more expire with the position', async () => {
  const { order, algo, told } = await openLong();
  await order({
    side: 'SELL',
    type: 'LIMIT',
    timeInForce: 'GTC',
    quantity: '0.010',
    price: '61000',
    reduceOnly: 'true',
    newClientOrderId: 'tp',
  });
  await algo({ side: 'SELL', type: 'STOP_MARKET', closePosition: 'true', triggerPrice: '58000', clientAlgoId: 'sl' });
  await order({ side: 'SELL', type: 'MARKET', quantity: '0.010', newClientOrderId: 'out' });
  expect((await told(8)).slice(2)).toEqual([
    'order out NEW NEW l=0 z=0',
    'lite out l=0.010',
    'account ORDER BOTH 0',
    'order out TRADE FILLED l=0.01 z=0.01',
    'order tp EXPIRED EXPIRED l=0 z=0 er=4',
    'algo sl EXPIRED',
  ]);
});

test('a stop is told in the order captured on production, its fills before its trigger', async () => {
  const { venue, algo, told } = await openLong({ liquidity: decimal('0.010') });
  await algo({ ...STOP, clientAlgoId: 'sl' });
  venue.setPrice('BTCUSDT', decimal('57990'));
  expect(await told(8)).toEqual([
    'algo sl NEW',
    'algo sl TRIGGERING',
    'order sl NEW NEW l=0 z=0',
    'lite sl l=0.010',
    'account ORDER BOTH 0',
    'order sl TRADE FILLED l=0.01 z=0.01',
    'algo sl TRIGGERED aq=0',
    'algo sl FINISHED aq=0.01',
  ]);
});

test('a stop that fills over several prices is finished with the last', async () => {
  const { venue, algo, told } = await openLong();
  venue.setLiquidity(decimal('0.006'));
  await algo({ ...STOP, clientAlgoId: 'sl' });
  venue.setPrice('BTCUSDT', decimal('57990'));
  venue.setPrice('BTCUSDT', decimal('57980'));
  expect((await told(11)).slice(1)).toEqual([
    'algo sl TRIGGERING',
    'order sl NEW NEW l=0 z=0',
    'lite sl l=0.006',
    'account ORDER BOTH 0.004',
    'order sl TRADE PARTIALLY_FILLED l=0.006 z=0.006',
    'algo sl TRIGGERED aq=0',
    'lite sl l=0.004',
    'account ORDER BOTH 0',
    'order sl TRADE FILLED l=0.004 z=0.01',
    'algo sl FINISHED aq=0.01',
  ]);
});

test('a stop-limit whose execution is canceled is finished with what it filled', async () => {
  const { venue, rest, algo, told } = await openLong();
  await algo({ ...STOP, type: 'STOP', price: '58500', timeInForce: 'GTC', clientAlgoId: 'sl' });
  venue.setPrice('BTCUSDT', decimal('57990'));
  await rest.delete('/fapi/v1/order', { symbol: 'BTCUSDT', origClientOrderId: 'sl' });
  expect(await told(6)).toEqual([
    'algo sl NEW',
    'algo sl TRIGGERING',
    'order sl NEW NEW l=0 z=0',
    'algo sl TRIGGERED aq=0',
    'order sl CANCELED CANCELED l=0 z=0',
    'algo sl FINISHED aq=0',
  ]);
});

test('a stop whose execution must fill whole and cannot expires with it, and says why', async () => {
  const { venue, algo, told, stream } = await openLong();
  venue.setLiquidity(decimal('0.006'));
  await algo({ ...STOP, type: 'STOP', price: '57000', timeInForce: 'FOK', clientAlgoId: 'sl' });
  venue.setPrice('BTCUSDT', decimal('57990'));
  expect(await told(6)).toEqual([
    'algo sl NEW',
    'algo sl TRIGGERING',
    'order sl NEW NEW l=0 z=0',
    'order sl EXPIRED EXPIRED l=0 z=0 er=10',
    'algo sl TRIGGERED aq=0',
    'algo sl FINISHED aq=0',
  ]);
  expect(stream.frames.map((frame) => 'rm' in rowAt(frame, 'o'))).toEqual([false, false, false, false, false, true]);
});

test('a canceled stop never has an execution', async () => {
  const { rest, algo, told, stream } = await openLong();
  await algo({ ...STOP, clientAlgoId: 'sl' });
  await rest.delete('/fapi/v1/algoOrder', { clientAlgoId: 'sl' });
  expect(await told(2)).toEqual(['algo sl NEW', 'algo sl CANCELED']);
  expect(at(stream.frames[1], 'o')).toMatchObject({ ai: '', tt: 0 });
});

test('a trailing stop is new twice: before and when it trails', async () => {
  const { venue, algo, told } = await openLong();
  const trailing = { side: 'SELL', type: 'TRAILING_STOP_MARKET', quantity: '0.005', callbackRate: '1' };
  await algo({ ...trailing, activatePrice: '61000', clientAlgoId: 'later' });
  await algo({ ...trailing, clientAlgoId: 'now' });
  venue.setPrice('BTCUSDT', decimal('61000'));
  expect(await told(4)).toEqual([
    'algo later NEW ia=false',
    'algo now NEW ia=false',
    'algo now NEW ia=true',
    'algo later NEW ia=true',
  ]);
});

test('a stop that lacks margin at its trigger is rejected in words', async () => {
  const venue = await openVenue();
  const { stream, algo } = await openAccount(venue);
  await algo({ side: 'BUY', type: 'STOP_MARKET', quantity: '50', triggerPrice: '60500', clientAlgoId: 'big' });
  venue.setPrice('BTCUSDT', decimal('60500'));
  const frames = await stream.heard(3);
  expect(frames.map(summaryOf)).toEqual(['algo big NEW', 'algo big TRIGGERING', 'algo big REJECTED']);
  expect(at(at(frames[2], 'o'), 'rm')).toMatch(/margin|balance/i);
});

test('a liquidation is an order of the exchange, and what it cost too much is made good', async () => {
  const venue = await openVenue({ accounts: [{ apiKey: 'venue-key', secretKey: 'venue-secret', leverage: 50 }] });
  const { stream, order } = await openAccount(venue);
  expect(await order({ side: 'BUY', type: 'MARKET', quantity: '8' })).toMatchObject({ status: 200 });
  await stream.heard(4);
  stream.forget();
  venue.setPrice('BTCUSDT', decimal('59280'));
  await stream.heard(1);
  expect(stream.frames.map(summaryOf)).toEqual(['MARGIN_CALL']);
  expect(stream.frames[0]).toMatchObject({ p: [{ s: 'BTCUSDT', ps: 'BOTH', pa: '8', mt: 'CROSSED', iw: '0' }] });
  stream.forget();
  venue.setPrice('BTCUSDT', decimal('58500'));
  const frames = await stream.heard(5);
  expect(frames.map((frame) => at(frame.a, 'm') ?? at(frame.o, 'x') ?? frame.e)).toEqual([
    'NEW',
    'TRADE_LITE',
    'ORDER',
    'CALCULATED',
    'INSURANCE_CLEAR',
  ]);
  expect(at(frames[3], 'o')).toMatchObject({
    c: expect.stringMatching(/^autoclose-/),
    o: 'LIQUIDATION',
    f: 'IOC',
    X: 'FILLED',
  });
  expect(at(at(frames[4], 'a'), 'B', 0)).toMatchObject({ a: 'USDT', wb: '0' });
});

test('an auto-deleveraging has its own name', async () => {
  const { venue, stream } = await openLong();
  venue.deleverage('main', 'BTCUSDT', 'net');
  const frames = await stream.heard(4);
  expect(frames.map(summaryOf)).toContain('order adl_autoclose TRADE FILLED l=0.01 z=0.01');
});
