import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createBinanceVenue } from './create-binance-venue.ts';
import { createRestClient, openVenue, send, signHmac } from './rest.test.fixture.ts';
import { at, rowsAt, textAt } from './json.test.fixture.ts';

test('listens on loopback alone', async () => {
  await expect(createBinanceVenue({ host: '0.0.0.0' })).rejects.toThrow(/reachable from other machines/);
  const venue = await openVenue();
  expect(venue.url).toBe(`http://127.0.0.1:${venue.port}`);
  expect(venue.wsUrl).toBe(`ws://127.0.0.1:${venue.port}`);
});

test('refuses options that contradict each other', async () => {
  const account = { apiKey: 'same', secretKey: 'x' };
  await expect(createBinanceVenue({ accounts: [account, account] })).rejects.toThrow(/same apiKey/);
  await expect(createBinanceVenue({ accounts: [{ apiKey: 'k' }] })).rejects.toThrow(/neither secretKey nor publicKey/);
});

test('gives the same ids for the same seed', async () => {
  const ids = async (seed: number) => {
    const rest = createRestClient(await openVenue({ seed }));
    const order = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };
    const { body } = await rest.post('/fapi/v1/order', order);
    return `${at(body, 'orderId')} ${at(body, 'clientOrderId')} ${at((await rest.post('/fapi/v1/listenKey')).body, 'listenKey')}`;
  };
  const first = await ids(11);
  expect(await ids(11)).toBe(first);
  expect(await ids(12)).not.toBe(first);
});

test('an account may get another key, and a key may be revoked', async () => {
  const venue = await openVenue();
  const status = async (apiKey: string, secretKey: string) =>
    (await createRestClient(venue, { apiKey, sign: signHmac(secretKey) }).get('/fapi/v1/accountConfig')).status;
  expect(await status('second', 'other-secret')).toBe(401);
  venue.addKey('main', { apiKey: 'second', secretKey: 'other-secret' });
  expect([await status('venue-key', 'venue-secret'), await status('second', 'other-secret')]).toEqual([200, 200]);
  expect(await status('second', 'venue-secret')).toBe(400);
  expect(() => venue.addKey('main', { apiKey: 'second', secretKey: 'x' })).toThrow(RangeError);
  venue.revokeKey('venue-key');
  expect([await status('venue-key', 'venue-secret'), await status('second', 'other-secret')]).toEqual([401, 200]);
});

test('keeps accounts apart', async () => {
  const venue = await openVenue({
    accounts: [
      { name: 'a', apiKey: 'a', secretKey: 'venue-secret', balances: { USDT: decimal('500') } },
      { name: 'b', apiKey: 'b', secretKey: 'venue-secret', leverage: 3, positionMode: 'hedge', multiAssets: true },
    ],
  });
  const [a, b] = [createRestClient(venue, { apiKey: 'a' }), createRestClient(venue, { apiKey: 'b' })];
  const { body } = await a.post('/fapi/v1/order', {
    symbol: 'BTCUSDT',
    side: 'BUY',
    type: 'MARKET',
    quantity: '0.010',
  });
  expect(
    at((await b.get('/fapi/v1/order', { symbol: 'BTCUSDT', orderId: textAt(body, 'orderId') })).body, 'code'),
  ).toBe(-2013);
  expect((await b.get('/fapi/v1/accountConfig')).body).toMatchObject({
    dualSidePosition: true,
    multiAssetsMargin: true,
  });
  expect((await b.get('/fapi/v1/symbolConfig', { symbol: 'BTCUSDT' })).body).toMatchObject([{ leverage: 3 }]);
  expect(venue.state('a').balances).toEqual({ USDT: '499.7' });
  expect(venue.state('b').orders).toEqual([]);
  expect(() => venue.state('c')).toThrow(/no account c. There are: a, b/);
});

test('lists what instruments it is given', async () => {
  const { instrument } = (await import('./symbols/standard-symbols.ts')).STANDARD_SYMBOLS[0]!;
  const own = { ...instrument, symbol: 'OWNUSDT', baseAsset: 'OWN' };
  const venue = await openVenue({ instruments: [own], prices: { OWNUSDT: decimal('7') } });
  const { body } = await send(`${venue.url}/fapi/v1/exchangeInfo`);
  expect(rowsAt(body, 'symbols').map((one) => one.symbol)).toEqual(['OWNUSDT']);
  expect(at((await send(`${venue.url}/fapi/v1/ticker/price?symbol=OWNUSDT`)).body, 'price')).toBe('7');
});

test('makes takers pay slippage and fees', async () => {
  const fees = { maker: decimal('0'), taker: decimal('0.001') };
  const venue = await openVenue({ slippage: decimal('0.001'), fees });
  await createRestClient(venue).post('/fapi/v1/order', {
    symbol: 'BTCUSDT',
    side: 'BUY',
    type: 'MARKET',
    quantity: '0.010',
  });
  expect(venue.state().fills).toMatchObject([{ price: '60060', fee: '0.6006' }]);
});

test('ends calls that hang when it closes', async () => {
  const venue = await createBinanceVenue();
  venue.faults.add({ on: {}, do: { kind: 'hang-after' } });
  const pending = fetch(`${venue.url}/fapi/v1/time`);
  const ended = expect(pending).rejects.toThrow('fetch failed');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await venue[Symbol.asyncDispose]();
  await ended;
});
