import { expect, test } from 'vitest';
import { generateKeyPairSync, sign } from 'node:crypto';
import { createRestClient, openVenue, send, signHmac } from '../rest.test.fixture.ts';
import { isSignedBy } from './authenticate.ts';
import { at } from '../json.test.fixture.ts';

test("checks the signature of Binance's own example", () => {
  const key = {
    id: 'dbefbc809e3e83c283a984c3a1459732ea7db1360ca80c5c2c8867408d28cc83',
    secret: '2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9',
  };
  const payload =
    'symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC&recvWindow=5000&timestamp=1591702613943';
  const signature = '3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9';
  expect(isSignedBy(key, payload, signature)).toBe(true);
  expect(isSignedBy(key, payload, signature.toUpperCase())).toBe(true);
  expect(isSignedBy(key, payload.replace('quantity=1', 'quantity=2'), signature)).toBe(false);
});

test('takes an Ed25519 key and refuses what it did not sign', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const account = { apiKey: 'ed-key', publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
  const venue = await openVenue({ accounts: [account] });
  const signEd = (payload: string) => sign(null, Buffer.from(payload), privateKey).toString('base64');
  const good = createRestClient(venue, { apiKey: 'ed-key', sign: signEd });
  expect(at((await good.get('/fapi/v3/balance')).body, 0)).toMatchObject({ asset: 'USDT', balance: '10000.00000000' });
  const bad = createRestClient(venue, { apiKey: 'ed-key', sign: (payload) => signEd(`${payload}x`) });
  expect(await bad.get('/fapi/v3/balance')).toMatchObject({ status: 400, body: { code: -1022 } });
});

test('says which part of the credentials is wrong, as Binance does', async () => {
  const venue = await openVenue();
  const path = `${venue.url}/fapi/v3/balance?timestamp=${venue.clock().now}`;
  const key = { 'X-MBX-APIKEY': 'venue-key' };
  expect(await send(path)).toMatchObject({ status: 401, body: { code: -2014, msg: 'API-key format invalid.' } });
  expect(await send(path, { headers: { 'X-MBX-APIKEY': 'other' } })).toMatchObject({
    status: 401,
    body: { code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' },
  });
  expect(await send(path, { headers: key })).toMatchObject({ status: 400, body: { code: -1102 } });
  expect(await send(`${path}&signature=00`, { headers: key })).toMatchObject({
    status: 400,
    body: { code: -1022, msg: 'Signature for this request is not valid.' },
  });
});

test('checks exactly the query and body that came, wherever the parameters and the signature stand', async () => {
  const venue = await openVenue();
  const sign = signHmac('venue-secret');
  const headers = { 'X-MBX-APIKEY': 'venue-key', 'content-type': 'application/x-www-form-urlencoded' };
  const post = (query: string, body: string) =>
    send(`${venue.url}/fapi/v1/leverage?${query}`, { method: 'POST', headers, body });
  const time = `timestamp=${venue.clock().now}`;

  const query = 'symbol=BTCUSDT&leverage=5';
  expect(at((await post(query, `${time}&signature=${sign(query + time)}`)).body, 'leverage')).toBe(5);
  const body = `leverage=6&symbol=ETHUSDT&${time}`;
  expect(at((await post('', `${body}&signature=${sign(body)}`)).body, 'leverage')).toBe(6);
  expect(at((await post('', `signature=${sign(body)}&${body}`)).body, 'leverage')).toBe(6);
  // the query wins over the body
  const both = `symbol=SOLUSDT&leverage=8`;
  expect((await post(both, `${body}&signature=${sign(both + body)}`)).body).toMatchObject({
    symbol: 'SOLUSDT',
    leverage: 8,
  });
});

test('takes a percent-encoded name that is not ASCII', async () => {
  const rest = createRestClient(await openVenue());
  expect(at((await rest.get('/fapi/v1/symbolConfig', { symbol: '币安人生USDT' })).body, 0)).toMatchObject({
    leverage: 20,
  });
});
