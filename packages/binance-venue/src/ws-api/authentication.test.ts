import { expect, test } from 'vitest';
import { generateKeyPairSync, sign } from 'node:crypto';
import { openVenue } from '../rest.test.fixture.ts';
import { openWsApi, payloadOf, signHmac } from './ws-api.test.fixture.ts';

const MARKET = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };

async function openEd25519() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const venue = await openVenue({ accounts: [{ apiKey: 'ed-key', publicKey: pem }] });
  const signEd = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64');
  return { venue, ...(await openWsApi(venue, { apiKey: 'ed-key', sign: signEd })) };
}

test('an Ed25519 key signs each request, or logs the connection on and signs no more', async () => {
  const { venue, send, signed } = await openEd25519();
  expect(await signed('order.place', MARKET)).toMatchObject({ status: 200 });
  const timestamp = venue.clock().now;
  expect(await send('order.place', { ...MARKET, timestamp })).toMatchObject({ status: 401, error: { code: -2014 } });
  const on = await signed('session.logon');
  expect(on).toMatchObject({ status: 200, result: { apiKey: 'ed-key', authorizedSince: expect.any(Number) } });
  expect((await send('session.status')).result).toMatchObject({ apiKey: 'ed-key' });
  expect(await send('order.place', { ...MARKET, timestamp })).toMatchObject({ status: 200 });
  // the time is checked all the same
  expect(await send('order.place', MARKET)).toMatchObject({ error: { code: -1102 } });
  expect(await send('order.place', { ...MARKET, timestamp: timestamp - 60_000 })).toMatchObject({
    error: { code: -1021 },
  });
  expect((await send('session.logout')).result).toMatchObject({ apiKey: null, authorizedSince: null });
  expect(await send('order.place', { ...MARKET, timestamp })).toMatchObject({ error: { code: -2014 } });
  expect(venue.state().orders).toHaveLength(2);
});

test('a logon counts, meets faults, and needs its key each time', async () => {
  const { venue, send, signed, stream } = await openEd25519();
  venue.faults.add({
    on: { path: 'session.logon' },
    do: { kind: 'answer', status: 503, msg: 'Busy.', isExecuted: false },
  });
  expect(await signed('session.logon')).toMatchObject({ status: 503, error: { msg: 'Busy.' } });
  expect((await send('session.status')).result).toMatchObject({ apiKey: null });
  expect(await signed('session.logon')).toMatchObject({
    status: 200,
    rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT' }],
  });
  const timestamp = venue.clock().now;
  expect(await send('session.logon', { timestamp })).toMatchObject({ status: 401, error: { code: -2014 } });
  // an order right behind the logon, without waiting for its answer, is of its account
  await send('session.logout');
  venue.faults.add({ on: { path: 'order.place', account: 'main' }, do: { kind: 'drop-after' } });
  void signed('session.logon').catch(() => {});
  stream.send({ id: 'next', method: 'order.place', params: { ...MARKET, timestamp } });
  expect(await stream.closed()).toBe(1006);
  expect(venue.state().orders).toHaveLength(1);
});

test('a logon with the wrong signature, key or time, or without them, is refused', async () => {
  const { venue, send, signed } = await openEd25519();
  const timestamp = venue.clock().now;
  const bad = { apiKey: 'ed-key', timestamp, signature: 'AAAA' };
  expect(await send('session.logon', bad)).toMatchObject({ status: 400, error: { code: -1022 } });
  expect(await send('session.logon', { ...bad, apiKey: 'x' })).toMatchObject({ status: 401, error: { code: -2015 } });
  expect(await send('session.logon', { ...bad, apiKey: '' })).toMatchObject({ status: 401, error: { code: -2014 } });
  expect(await send('session.logon', { ...bad, signature: '' })).toMatchObject({
    error: { code: -1102, msg: expect.stringContaining('signature') },
  });
  expect(await signed('session.logon', { timestamp: '' })).toMatchObject({
    error: { code: -1102, msg: expect.stringContaining('timestamp') },
  });
  expect(await signed('session.logon', { timestamp: timestamp - 60_000 })).toMatchObject({ error: { code: -1021 } });
  expect((await send('session.status')).result).toMatchObject({ apiKey: null });
});

test('an HMAC key cannot log on and signs each request, parameters sorted', async () => {
  const venue = await openVenue();
  const { send, signed } = await openWsApi(venue);
  expect(await signed('session.logon')).toMatchObject({ status: 400, error: { code: -4056 } });
  expect(await signed('order.place', MARKET)).toMatchObject({ status: 200 });
  const params = { ...MARKET, timestamp: venue.clock().now, apiKey: 'venue-key' };
  const unsorted = Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  expect(await send('order.place', { ...params, signature: signHmac(unsorted) })).toMatchObject({
    status: 400,
    error: { code: -1022 },
  });
  expect(await send('order.place', params)).toMatchObject({ error: { code: -1102 } });
  expect(await send('order.place', { ...params, apiKey: 'other', signature: '00' })).toMatchObject({
    status: 401,
    error: { code: -2015 },
  });
  expect(venue.state().orders).toHaveLength(1);
});

test('names that are not ASCII are signed as they are or percent-encoded', async () => {
  const venue = await openVenue();
  const { send } = await openWsApi(venue);
  for (const encode of [(value: string) => value, encodeURIComponent]) {
    const params = {
      ...MARKET,
      symbol: '币安人生USDT',
      quantity: '100',
      timestamp: venue.clock().now,
      apiKey: 'venue-key',
    };
    const signature = signHmac(payloadOf(params, encode));
    expect(await send('order.place', { ...params, signature })).toMatchObject({ status: 200 });
  }
});
