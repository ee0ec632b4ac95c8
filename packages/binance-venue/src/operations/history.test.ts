import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createRestClient, openVenue } from '../rest.test.fixture.ts';
import { at, rowsAt, textAt } from '../json.test.fixture.ts';

const BUY = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };
const DAY_MS = 86_400_000;

test('bounds order and trade history to seven days a call', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  const { now } = venue.clock();
  await rest.post('/fapi/v1/order', { ...BUY, newClientOrderId: 'old' });
  venue.skewClock(8 * DAY_MS);
  await rest.post('/fapi/v1/order', { ...BUY, newClientOrderId: 'new' });
  for (const path of ['/fapi/v1/allOrders', '/fapi/v1/userTrades']) {
    expect((await rest.get(path, { symbol: 'BTCUSDT' })).body).toHaveLength(1);
    const wide = { symbol: 'BTCUSDT', startTime: String(now), endTime: String(now + 8 * DAY_MS) };
    expect((await rest.get(path, wide)).body).toEqual({ code: -4165, msg: 'Maximum time interval is 7 days' });
    const from = { symbol: 'BTCUSDT', startTime: String(now) };
    expect((await rest.get(path, from)).body).toHaveLength(1);
  }
  expect((await rest.get('/fapi/v1/allOrders')).body).toMatchObject([{ clientOrderId: 'new' }]);
});

test('begins order history and trades with an id', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  const ids: string[] = [];
  for (let count = 0; count < 4; count += 1) ids.push(textAt((await rest.post('/fapi/v1/order', BUY)).body, 'orderId'));
  const orders = await rest.get('/fapi/v1/allOrders', { symbol: 'BTCUSDT', orderId: ids[1] ?? '', limit: '2' });
  expect(rowsAt(orders.body).map((one) => one.orderId)).toEqual(ids.slice(1, 3));
  const trades = (await rest.get('/fapi/v1/userTrades', { symbol: 'BTCUSDT' })).body;
  const fromId = String(at(trades, 2, 'id'));
  expect((await rest.get('/fapi/v1/userTrades', { symbol: 'BTCUSDT', fromId })).body).toEqual(rowsAt(trades).slice(2));
  const mixed = { symbol: 'BTCUSDT', fromId, startTime: '1' };
  expect(at((await rest.get('/fapi/v1/userTrades', mixed)).body, 'code')).toBe(-1128);
});

test('books fees, profit and funding as income', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  await rest.post('/fapi/v1/order', BUY);
  venue.fund('BTCUSDT', decimal('0.0001'));
  venue.setPrice('BTCUSDT', decimal('61000'));
  await rest.post('/fapi/v1/order', { ...BUY, side: 'SELL' });
  const { body } = await rest.get('/fapi/v1/income');
  expect(rowsAt(body).map((one) => [one.incomeType, one.income])).toEqual([
    ['TRANSFER', '10000.00000000'],
    ['COMMISSION', '-0.30000000'],
    ['FUNDING_FEE', '-0.06000000'],
    ['REALIZED_PNL', '10.00000000'],
    ['COMMISSION', '-0.30500000'],
  ]);
  expect(new Set(rowsAt(body).map((one) => one.tranId)).size).toBe(5);
  const funding = await rest.get('/fapi/v1/income', { incomeType: 'FUNDING_FEE', symbol: 'BTCUSDT' });
  expect(funding.body).toHaveLength(1);
  expect((await rest.get('/fapi/v1/fundingRate', { symbol: 'BTCUSDT' })).body).toMatchObject([
    { fundingRate: '0.00010000', markPrice: '60000.00000000' },
  ]);
});

test('lists the orders by which the exchange closed positions', async () => {
  const account = { name: 'main', apiKey: 'venue-key', secretKey: 'venue-secret' };
  const venue = await openVenue({ accounts: [account] });
  const rest = createRestClient(venue);
  await rest.post('/fapi/v1/order', BUY);
  venue.deleverage('main', 'BTCUSDT', 'net');
  expect((await rest.get('/fapi/v1/forceOrders')).body).toMatchObject([
    { clientOrderId: 'adl_autoclose', status: 'FILLED' },
  ]);
  await rest.post('/fapi/v1/order', { ...BUY, quantity: '3' });
  venue.setPrice('BTCUSDT', decimal('50000'));
  const { body } = await rest.get('/fapi/v1/forceOrders', { autoCloseType: 'LIQUIDATION' });
  expect(body).toMatchObject([{ clientOrderId: expect.stringMatching(/^autoclose-/) }]);
  expect(venue.state().positions).toEqual([]);
});
