import { expect, test } from 'vitest';
import { request } from 'node:http';
import type { BinanceVenue } from '../binance-venue.ts';
import { createRestClient, openVenue, send } from '../rest.test.fixture.ts';
import { openAccount, openStream } from '../stream/stream.test.fixture.ts';
import { at } from '../json.test.fixture.ts';

const ORDER = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };

function control({ url }: BinanceVenue) {
  return {
    get: (name: string) => send(`${url}/__control/${name}`),
    post: (name: string, body: unknown) =>
      send(`${url}/__control/${name}`, { method: 'POST', body: JSON.stringify(body) }),
    clear: () => send(`${url}/__control/faults`, { method: 'DELETE' }),
  };
}

test('sets prices, and shows the ledger', async () => {
  const venue = await openVenue();
  const door = control(venue);
  await createRestClient(venue).post('/fapi/v1/order', { ...ORDER, newClientOrderId: 'mine' });
  const prices = await door.post('prices', { symbol: 'BTCUSDT', last: '61000', mark: '60900' });
  expect(prices.body).toContainEqual({ symbol: 'BTCUSDT', last: '61000', mark: '60900' });
  const { body } = await door.get('state');
  expect(at(body, 'accounts')).toMatchObject([
    {
      account: 'main',
      orders: [{ clientOrderId: 'mine', status: 'filled', filledQuantity: '0.01' }],
      fills: [{ clientOrderId: 'mine', price: '60000' }],
      positions: [{ symbol: 'BTCUSDT', quantity: '0.01' }],
      balances: { USDT: '9999.7' },
    },
  ]);
  expect(at(body, 'accounts', 0)).toEqual(JSON.parse(JSON.stringify(venue.state('main'))));
});

test('adds, lists and clears faults, and plans them', async () => {
  const venue = await openVenue();
  const [door, rest] = [control(venue), createRestClient(venue)];
  const rule = { on: { path: '/fapi/v3/balance' }, do: { kind: 'answer', status: 503, msg: 'Service Unavailable.' } };
  expect(at((await door.post('faults', rule)).body, 'rules')).toHaveLength(1);
  expect(at((await door.post('faults', { faults: [rule, { on: {}, do: 'drop-event' }] })).body, 'rules')).toHaveLength(
    3,
  );
  expect(at((await rest.get('/fapi/v3/balance')).body, 'msg')).toBe('Service Unavailable.');
  expect(at((await door.get('faults')).body, 'fired')).toHaveLength(1);
  expect(at((await door.clear()).body, 'rules')).toEqual([]);
  await door.post('faults', { plan: { seed: 3, calls: { timeout: 1 } } });
  expect(at((await rest.get('/fapi/v3/balance')).body, 'code')).toBe(-1007);
});

test('moves the clock, halts, funds, bounds liquidity and ends listen keys', async () => {
  const venue = await openVenue();
  const [door, rest] = [control(venue), createRestClient(venue)];
  expect(at((await door.post('clock', { skewMs: 5_000 })).body, 'offsetMs')).toBe(5_000);
  await door.post('state', { liquidity: '0.004' });
  const { body } = await rest.post('/fapi/v1/order', { ...ORDER, newOrderRespType: 'RESULT' });
  expect(body).toMatchObject({ status: 'PARTIALLY_FILLED', executedQty: '0.004' });
  await door.post('state', { liquidity: null, fund: { symbol: 'BTCUSDT', rate: '0.001' } });
  expect((await rest.get('/fapi/v1/income', { incomeType: 'FUNDING_FEE' })).body).toHaveLength(1);
  await door.post('state', { halt: { symbol: 'BTCUSDT' }, expireListenKeys: true, clearLimits: true });
  expect(at((await rest.post('/fapi/v1/order', ORDER)).body, 'code')).toBe(-4140);
  await door.post('state', { deleverage: { account: 'main', symbol: 'BTCUSDT', positionSide: 'net' } });
  expect(venue.state().positions).toEqual([]);
});

test('cuts the account streams, and new ones come up', async () => {
  const venue = await openVenue();
  const { stream, order } = await openAccount(venue, 'TRADE_LITE');
  const market = await openStream(venue, '/market/ws/btcusdt@aggTrade');
  expect((await control(venue).post('state', { cutStreams: true })).status).toBe(200);
  expect(await stream.closed()).toBe(1006);
  const { stream: next } = await openAccount(venue, 'TRADE_LITE');
  await order(ORDER);
  expect(await next.heard(1)).toMatchObject([{ e: 'TRADE_LITE' }]);
  expect(market.closedWith).toBeNull();
});

test('names the field that is wrong', async () => {
  const door = control(await openVenue());
  const wrong = async (name: string, body: unknown) => at((await door.post(name, body)).body, 'error');
  expect(await wrong('faults', { do: 'explode' })).toMatch(/^do.kind: expected one of delay, hold/);
  expect(await wrong('faults', { on: { route: '/x' }, do: 'drop-after' })).toMatch(/^on.route: not known/);
  expect(await wrong('faults', { on: {}, probability: 2, do: 'drop-after' })).toBe('probability: expected 0 to 1');
  expect(await wrong('prices', { symbol: 'BTCUSDT', last: 'dear' })).toBe('last: expected decimal text');
  expect(await wrong('prices', { symbol: 'NOPE', last: '1' })).toMatch(/^NOPE is not listed/);
  expect(await wrong('clock', {})).toBe('skewMs: expected a number');
  expect((await door.post('nothing', {})).status).toBe(404);
});

test('is closed to other sites and rebound names', async () => {
  const venue = await openVenue();
  const statusWith = (headers: Readonly<Record<string, string>>) =>
    new Promise((resolve) => {
      request(`${venue.url}/__control/state`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
  expect(await statusWith({})).toBe(200);
  expect(await statusWith({ host: 'evil.example' })).toBe(403);
  expect(await statusWith({ origin: 'https://evil.example' })).toBe(403);
});
