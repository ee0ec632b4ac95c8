import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { BinanceVenue } from '../../binance-venue.ts';
import { createRestClient, openVenue, type RestClient } from '../../rest.test.fixture.ts';
import { at, textAt } from '../../json.test.fixture.ts';

const STOP = {
  algoType: 'CONDITIONAL',
  symbol: 'BTCUSDT',
  side: 'SELL',
  type: 'STOP_MARKET',
  quantity: '0.010',
  triggerPrice: '58000',
};

async function openLong(): Promise<{ readonly venue: BinanceVenue; readonly rest: RestClient }> {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  await rest.post('/fapi/v1/order', { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' });
  return { venue, rest };
}

test('keeps a conditional order under its own id until it triggers', async () => {
  const { rest } = await openLong();
  const placed = await rest.post('/fapi/v1/algoOrder', { ...STOP, clientAlgoId: 'sl' });
  expect(placed.body).toMatchObject({
    algoId: expect.stringMatching(/^2\d{15}$/),
    clientAlgoId: 'sl',
    algoType: 'CONDITIONAL',
    orderType: 'STOP_MARKET',
    algoStatus: 'NEW',
    quantity: '0.010',
    triggerPrice: '58000.00',
    workingType: 'CONTRACT_PRICE',
    closePosition: false,
    reduceOnly: false,
  });
  expect((await rest.get('/fapi/v1/openAlgoOrders')).body).toMatchObject([{ clientAlgoId: 'sl', actualOrderId: '' }]);
  expect((await rest.get('/fapi/v1/openOrders')).body).toEqual([]);
  const plain = await rest.get('/fapi/v1/order', { symbol: 'BTCUSDT', origClientOrderId: 'sl' });
  expect(at(plain.body, 'code')).toBe(-2013);
});

test('executes it as a plain order with a new id, the same client id, and a link back', async () => {
  const { venue, rest } = await openLong();
  const { body: placed } = await rest.post('/fapi/v1/algoOrder', { ...STOP, clientAlgoId: 'sl' });
  venue.setPrice('BTCUSDT', decimal('57990'));
  const { body: child } = await rest.get('/fapi/v1/order', { symbol: 'BTCUSDT', origClientOrderId: 'sl' });
  expect(child).toMatchObject({ status: 'FILLED', type: 'MARKET', executedQty: '0.010', avgPrice: '57990.00' });
  const { body: algo } = await rest.get('/fapi/v1/algoOrder', { algoId: textAt(placed, 'algoId') });
  expect(algo).toMatchObject({
    algoStatus: 'FINISHED',
    actualOrderId: at(child, 'orderId'),
    actualPrice: '57990.00',
    actualQty: '0.010',
    actualType: 'MARKET',
    triggerTime: at(child, 'time'),
  });
  const trades = await rest.get('/fapi/v1/userTrades', { symbol: 'BTCUSDT', orderId: textAt(child, 'orderId') });
  expect(trades.body).toMatchObject([{ qty: '0.010', side: 'SELL' }]);
  expect((await rest.get('/fapi/v1/allOrders', { symbol: 'BTCUSDT' })).body).toHaveLength(2);
});

test('leaves a triggered stop-limit on the plain book, where it can be canceled', async () => {
  const { venue, rest } = await openLong();
  const order = { ...STOP, type: 'STOP', price: '58100', timeInForce: 'GTC', clientAlgoId: 'limit' };
  await rest.post('/fapi/v1/algoOrder', order);
  venue.setPrice('BTCUSDT', decimal('57900'));
  const { body: open } = await rest.get('/fapi/v1/openOrders', { symbol: 'BTCUSDT' });
  expect(open).toMatchObject([{ clientOrderId: 'limit', type: 'LIMIT', price: '58100.00', status: 'NEW' }]);
  expect((await rest.get('/fapi/v1/openAlgoOrders')).body).toEqual([]);
  expect(at((await rest.get('/fapi/v1/algoOrder', { clientAlgoId: 'limit' })).body, 'algoStatus')).toBe('TRIGGERED');
  expect(at((await rest.delete('/fapi/v1/algoOrder', { clientAlgoId: 'limit' })).body, 'code')).toBe(-2011);
  expect(at((await rest.delete('/fapi/v1/allOpenOrders', { symbol: 'BTCUSDT' })).body, 'code')).toBe(200);
  expect((await rest.get('/fapi/v1/algoOrder', { clientAlgoId: 'limit' })).body).toMatchObject({
    algoStatus: 'FINISHED',
    actualQty: '0.000',
  });
});

test('closes whatever the position is, and goes when the position goes', async () => {
  const { venue, rest } = await openLong();
  const { quantity: _, ...stop } = STOP;
  await rest.post('/fapi/v1/algoOrder', { ...stop, closePosition: 'true', clientAlgoId: 'close' });
  const second = await rest.post('/fapi/v1/algoOrder', { ...stop, closePosition: 'true' });
  expect(at(second.body, 'code')).toBe(-4130);
  await rest.post('/fapi/v1/order', { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.005' });
  venue.setPrice('BTCUSDT', decimal('57990'));
  expect((await rest.get('/fapi/v1/order', { symbol: 'BTCUSDT', origClientOrderId: 'close' })).body).toMatchObject({
    origQty: '0.015',
    executedQty: '0.015',
    status: 'FILLED',
  });
  await rest.post('/fapi/v1/order', { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' });
  await rest.post('/fapi/v1/algoOrder', {
    ...stop,
    triggerPrice: '57000',
    closePosition: 'true',
    clientAlgoId: 'orphan',
  });
  await rest.post('/fapi/v1/order', { symbol: 'BTCUSDT', side: 'SELL', type: 'MARKET', quantity: '0.010' });
  expect(at((await rest.get('/fapi/v1/algoOrder', { clientAlgoId: 'orphan' })).body, 'algoStatus')).toBe('EXPIRED');
});

test('cancels all of one service and leaves the other alone', async () => {
  const { rest } = await openLong();
  await rest.post('/fapi/v1/algoOrder', STOP);
  const limit = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', quantity: '0.01', price: '59000', timeInForce: 'GTC' };
  await rest.post('/fapi/v1/order', limit);
  await rest.delete('/fapi/v1/allOpenOrders', { symbol: 'BTCUSDT' });
  expect((await rest.get('/fapi/v1/openAlgoOrders', { symbol: 'BTCUSDT' })).body).toHaveLength(1);
  await rest.post('/fapi/v1/order', limit);
  await rest.delete('/fapi/v1/algoOpenOrders', { symbol: 'BTCUSDT' });
  expect((await rest.get('/fapi/v1/openAlgoOrders')).body).toEqual([]);
  expect((await rest.get('/fapi/v1/openOrders')).body).toHaveLength(1);
});

test('cancels one by either id, once', async () => {
  const { rest } = await openLong();
  const { body } = await rest.post('/fapi/v1/algoOrder', { ...STOP, clientAlgoId: 'one' });
  expect((await rest.delete('/fapi/v1/algoOrder', { algoId: textAt(body, 'algoId') })).body).toEqual({
    algoId: at(body, 'algoId'),
    clientAlgoId: 'one',
    code: '200',
    msg: 'success',
  });
  expect(at((await rest.delete('/fapi/v1/algoOrder', { clientAlgoId: 'one' })).body, 'code')).toBe(-2011);
  expect(at((await rest.get('/fapi/v1/algoOrder', { clientAlgoId: 'one' })).body, 'algoStatus')).toBe('CANCELED');
  const all = await rest.get('/fapi/v1/allAlgoOrders', { symbol: 'BTCUSDT' });
  expect(all.body).toMatchObject([{ clientAlgoId: 'one', algoStatus: 'CANCELED' }]);
});

test('trails from its activation price on', async () => {
  const { venue, rest } = await openLong();
  const trail = { ...STOP, type: 'TRAILING_STOP_MARKET', triggerPrice: '', callbackRate: '1', activatePrice: '61000' };
  const placed = await rest.post('/fapi/v1/algoOrder', { ...trail, clientAlgoId: 'trail' });
  expect(placed.body).toMatchObject({ callbackRate: '1', activatePrice: '61000.00', algoStatus: 'NEW' });
  venue.setPrice('BTCUSDT', decimal('59500'));
  expect((await rest.get('/fapi/v1/openAlgoOrders')).body).toHaveLength(1);
  venue.setPrice('BTCUSDT', decimal('62000'));
  venue.setPrice('BTCUSDT', decimal('61380'));
  expect((await rest.get('/fapi/v1/algoOrder', { clientAlgoId: 'trail' })).body).toMatchObject({
    algoStatus: 'FINISHED',
    actualPrice: '61380.00',
  });
});

type Row = readonly [what: string, change: Readonly<Record<string, string>>, code: number];
const TRAIL = { type: 'TRAILING_STOP_MARKET', triggerPrice: '', callbackRate: '1' };
const CLOSE = { closePosition: 'true', quantity: '' };
const ROWS: readonly Row[] = [
  ['no algo type', { algoType: '' }, -1102],
  ['a plain type', { type: 'LIMIT' }, -1116],
  ['no trigger price', { triggerPrice: '' }, -1102],
  ['a trigger price off the tick', { triggerPrice: '58000.05' }, -4014],
  ['a trigger price of zero', { triggerPrice: '0' }, -4006],
  ['a trigger that is reached', { triggerPrice: '60100' }, -2021],
  ['a stop-limit without price', { type: 'STOP' }, -1102],
  ['a working type that is none', { workingType: 'INDEX' }, -4031],
  ['closePosition with a quantity', { closePosition: 'true' }, -4137],
  ['closePosition with reduceOnly', { ...CLOSE, reduceOnly: 'true' }, -1106],
  ['closePosition of a stop-limit', { ...CLOSE, type: 'STOP', price: '58000' }, -4136],
  ['closePosition of the side that opens', { ...CLOSE, side: 'BUY', triggerPrice: '61000' }, -2022],
  ['a trailing stop with a trigger', { ...TRAIL, triggerPrice: '58000' }, -2021],
  ['a callback rate above 20', { ...TRAIL, callbackRate: '20.1' }, -2007],
  ['a callback rate below 0.1', { ...TRAIL, callbackRate: '0.05' }, -2007],
  ['an activation price that is passed', { ...TRAIL, activatePrice: '59000' }, -4135],
  ['too small a notional', { quantity: '0.001' }, -4164],
];

test.each(ROWS)('refuses %s', async (_what, change, code) => {
  const { rest } = await openLong();
  const { status, body } = await rest.post('/fapi/v1/algoOrder', { ...STOP, ...change });
  expect({ status, code: at(body, 'code') }).toEqual({ status: 400, code });
  expect((await rest.get('/fapi/v1/openAlgoOrders')).body).toEqual([]);
});

test('refuses more than 200 that wait', async () => {
  const { rest } = await openLong();
  const small = { ...STOP, reduceOnly: 'true', quantity: '0.001' };
  const orders = Array.from({ length: 200 }, (_, index) => ({ ...small, triggerPrice: String(57_000 - index) }));
  for (const order of orders) expect((await rest.post('/fapi/v1/algoOrder', order)).status).toBe(200);
  expect((await rest.post('/fapi/v1/algoOrder', small)).body).toEqual({
    code: -4045,
    msg: 'Reach max stop order limit.',
  });
});

test('says that the engine refused an order that triggered, and why in the ledger', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  const big = { ...STOP, side: 'BUY', quantity: '4', triggerPrice: '61000', clientAlgoId: 'big' };
  await rest.post('/fapi/v1/algoOrder', big);
  venue.setPrice('BTCUSDT', decimal('61000'));
  expect((await rest.get('/fapi/v1/algoOrder', { clientAlgoId: 'big' })).body).toMatchObject({
    algoStatus: 'REJECTED',
    actualOrderId: '',
  });
  expect(venue.state().orders).toMatchObject([{ status: 'rejected', reason: expect.stringMatching(/margin/) }]);
});
