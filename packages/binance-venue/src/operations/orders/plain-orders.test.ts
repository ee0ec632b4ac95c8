import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createRestClient, openVenue } from '../../rest.test.fixture.ts';
import { at, textAt } from '../../json.test.fixture.ts';

const MARKET = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };
const LIMIT = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', quantity: '0.010', price: '59000', timeInForce: 'GTC' };

test('acknowledges a market order as new and tells its end where that is asked for', async () => {
  const rest = createRestClient(await openVenue());
  const acknowledged = await rest.post('/fapi/v1/order', { ...MARKET, newClientOrderId: 'm-1' });
  expect(acknowledged.status).toBe(200);
  expect(acknowledged.body).toEqual({
    orderId: expect.stringMatching(/^8389765\d{12}$/),
    symbol: 'BTCUSDT',
    status: 'NEW',
    clientOrderId: 'm-1',
    price: '0.00',
    origQty: '0.010',
    executedQty: '0.000',
    cumQty: '0.000',
    timeInForce: 'GTC',
    type: 'MARKET',
    reduceOnly: false,
    closePosition: false,
    side: 'BUY',
    positionSide: 'BOTH',
    stopPrice: '0.00',
    workingType: 'CONTRACT_PRICE',
    priceProtect: false,
    origType: 'MARKET',
    priceMatch: 'NONE',
    selfTradePreventionMode: 'EXPIRE_MAKER',
    goodTillDate: 0,
    updateTime: expect.any(Number),
  });
  const result = await rest.post('/fapi/v1/order', { ...MARKET, newOrderRespType: 'RESULT' });
  expect(result.body).toMatchObject({ status: 'FILLED', executedQty: '0.010' });
  expect(result.body).not.toHaveProperty('avgPrice');
});

test('tells price and quote volume of an order only to a query', async () => {
  const rest = createRestClient(await openVenue());
  const { body } = await rest.post('/fapi/v1/order', MARKET);
  const queried = await rest.get('/fapi/v1/order', { symbol: 'BTCUSDT', orderId: textAt(body, 'orderId') });
  expect(queried.body).toMatchObject({ status: 'FILLED', avgPrice: '60000.00', cumQuote: '600', executedQty: '0.010' });
  expect(queried.body).not.toHaveProperty('cumQty');
  const unknown = await rest.get('/fapi/v1/order', { symbol: 'BTCUSDT', origClientOrderId: 'nobody' });
  expect(unknown).toMatchObject({ status: 400, body: { code: -2013, msg: 'Order does not exist.' } });
  const other = await rest.get('/fapi/v1/order', { symbol: 'ETHUSDT', orderId: textAt(body, 'orderId') });
  expect(at(other.body, 'code')).toBe(-2013);
});

test('lets a client id be used again once its order is over, so that a blind re-send doubles', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  const resting = { ...LIMIT, newClientOrderId: 'twice' };
  expect((await rest.post('/fapi/v1/order', resting)).status).toBe(200);
  expect(await rest.post('/fapi/v1/order', resting)).toMatchObject({
    status: 400,
    body: { code: -4116, msg: 'ClientOrderId is duplicated.' },
  });
  for (let times = 0; times < 2; times += 1) {
    expect((await rest.post('/fapi/v1/order', { ...MARKET, newClientOrderId: 'again' })).status).toBe(200);
  }
  expect(venue.state().orders.filter(({ clientOrderId }) => clientOrderId === 'again')).toHaveLength(2);
});

test('cancels a resting order once', async () => {
  const rest = createRestClient(await openVenue());
  await rest.post('/fapi/v1/order', { ...LIMIT, newClientOrderId: 'gone' });
  const ref = { symbol: 'BTCUSDT', origClientOrderId: 'gone' };
  expect(at((await rest.get('/fapi/v1/openOrder', ref)).body, 'status')).toBe('NEW');
  expect((await rest.delete('/fapi/v1/order', ref)).body).toMatchObject({ status: 'CANCELED', cumQty: '0.000' });
  expect((await rest.delete('/fapi/v1/order', ref)).body).toEqual({ code: -2011, msg: 'Unknown order sent.' });
  expect(at((await rest.get('/fapi/v1/openOrder', ref)).body, 'code')).toBe(-2013);
  expect(at((await rest.get('/fapi/v1/order', ref)).body, 'status')).toBe('CANCELED');
  expect((await rest.get('/fapi/v1/openOrders')).body).toEqual([]);
});

test('fills a resting order at its own price when the market comes', async () => {
  const venue = await openVenue({ liquidity: decimal('0.004') });
  const rest = createRestClient(venue);
  const { body } = await rest.post('/fapi/v1/order', LIMIT);
  const query = () => rest.get('/fapi/v1/order', { symbol: 'BTCUSDT', orderId: textAt(body, 'orderId') });
  venue.setPrice('BTCUSDT', decimal('58990'));
  expect((await query()).body).toMatchObject({
    status: 'PARTIALLY_FILLED',
    executedQty: '0.004',
    avgPrice: '59000.00',
  });
  venue.setLiquidity(null);
  venue.setPrice('BTCUSDT', decimal('58990'));
  expect((await query()).body).toMatchObject({ status: 'FILLED', executedQty: '0.010', cumQuote: '590' });
});

test('amends a limit order under its own id, and refuses what is no change', async () => {
  const rest = createRestClient(await openVenue());
  const { body } = await rest.post('/fapi/v1/order', { ...LIMIT, newClientOrderId: 'amend' });
  const amend = { symbol: 'BTCUSDT', side: 'BUY', origClientOrderId: 'amend', quantity: '0.020', price: '58500' };
  expect((await rest.put('/fapi/v1/order', { ...amend, price: '58600' })).body).not.toHaveProperty('modifyId');
  expect(at((await rest.put('/fapi/v1/order', { ...amend, modifyId: 'x' })).body, 'code')).toBe(-1102);
  expect((await rest.put('/fapi/v1/order', { ...amend, modifyId: '7' })).body).toMatchObject({
    orderId: at(body, 'orderId'),
    status: 'NEW',
    origQty: '0.020',
    price: '58500.00',
    modifyId: 7,
  });
  expect((await rest.put('/fapi/v1/order', amend)).body).toEqual({ code: -5027, msg: 'No need to modify the order.' });
  expect(at((await rest.put('/fapi/v1/order', { ...amend, origClientOrderId: 'none' })).body, 'code')).toBe(-2013);
  expect(at((await rest.put('/fapi/v1/order', { ...amend, reduceOnly: 'true', price: '58400' })).body, 'code')).toBe(
    -5047,
  );
});

test('cancels an order by an amendment that the market or its fills overtake', async () => {
  const venue = await openVenue({ liquidity: decimal('0.004') });
  const rest = createRestClient(venue);
  await rest.post('/fapi/v1/order', { ...LIMIT, timeInForce: 'GTX', newClientOrderId: 'post' });
  const taking = { symbol: 'BTCUSDT', side: 'BUY', origClientOrderId: 'post', quantity: '0.010', price: '60100' };
  expect(at((await rest.put('/fapi/v1/order', taking)).body, 'status')).toBe('CANCELED');
  await rest.post('/fapi/v1/order', { ...LIMIT, newClientOrderId: 'part' });
  venue.setPrice('BTCUSDT', decimal('59000'));
  const shrunk = { symbol: 'BTCUSDT', side: 'BUY', origClientOrderId: 'part', quantity: '0.004', price: '59000' };
  expect((await rest.put('/fapi/v1/order', shrunk)).body).toMatchObject({ status: 'CANCELED', executedQty: '0.004' });
});

test('gives each order of a batch its own result', async () => {
  const rest = createRestClient(await openVenue());
  const orders = [
    { ...LIMIT, newClientOrderId: 'b-1' },
    { ...LIMIT, quantity: '0' },
    { ...LIMIT, newClientOrderId: 'b-2' },
  ];
  const placed = await rest.post('/fapi/v1/batchOrders', { batchOrders: JSON.stringify(orders) });
  expect(placed.body).toMatchObject([{ clientOrderId: 'b-1' }, { code: -4003 }, { clientOrderId: 'b-2' }]);
  const amends = [{ symbol: 'BTCUSDT', side: 'BUY', origClientOrderId: 'b-1', quantity: 0.02, price: '58000' }];
  const amended = await rest.put('/fapi/v1/batchOrders', { batchOrders: JSON.stringify(amends) });
  expect(amended.body).toMatchObject([{ origQty: '0.020' }]);
  const orderIdList = `[${at(placed.body, 0, 'orderId')},1]`;
  const canceled = await rest.delete('/fapi/v1/batchOrders', { symbol: 'BTCUSDT', orderIdList });
  expect(canceled.body).toMatchObject([{ status: 'CANCELED', clientOrderId: 'b-1' }, { code: -2011 }]);
  const six = JSON.stringify(Array.from({ length: 6 }, () => LIMIT));
  expect(at((await rest.post('/fapi/v1/batchOrders', { batchOrders: six })).body, 'code')).toBe(-4082);
});

test('cancels by symbol, and by a countdown that is not said again', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  await rest.post('/fapi/v1/order', LIMIT);
  await rest.post('/fapi/v1/order', { ...LIMIT, symbol: 'ETHUSDT', price: '2900', quantity: '0.1' });
  expect((await rest.delete('/fapi/v1/allOpenOrders', { symbol: 'BTCUSDT' })).body).toEqual({
    code: 200,
    msg: 'The operation of cancel all open order is done.',
  });
  expect((await rest.get('/fapi/v1/openOrders')).body).toMatchObject([{ symbol: 'ETHUSDT' }]);
  const countdown = { symbol: 'ETHUSDT', countdownTime: '60000' };
  expect((await rest.post('/fapi/v1/countdownCancelAll', countdown)).body).toEqual(countdown);
  venue.skewClock(61_000);
  expect((await rest.get('/fapi/v1/openOrders')).body).toEqual([]);
});

test('checks an order without placing it', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  expect((await rest.post('/fapi/v1/order/test', LIMIT)).body).toMatchObject({ symbol: 'BTCUSDT', status: 'NEW' });
  expect(at((await rest.post('/fapi/v1/order/test', { ...LIMIT, price: '59000.05' })).body, 'code')).toBe(-4014);
  expect(venue.state().orders).toEqual([]);
});

test('keeps ids short where that is asked for', async () => {
  const rest = createRestClient(await openVenue({ longIds: false }));
  expect(Number.isSafeInteger(at((await rest.post('/fapi/v1/order', MARKET)).body, 'orderId'))).toBe(true);
});
