import { expect, test } from 'vitest';
import type { BinanceVenue } from '../binance-venue.ts';
import { createRestClient, openVenue, signHmac } from '../rest.test.fixture.ts';
import { openAccount, openStream, pause, startListenKey, summaryOf } from './stream.test.fixture.ts';
import { at, rowAt } from '../json.test.fixture.ts';

const BUY = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010', newClientOrderId: 'in' };

async function openTwo() {
  const venue = await openVenue({
    accounts: [
      { name: 'a', apiKey: 'key-a', secretKey: 'secret-a' },
      { name: 'b', apiKey: 'key-b', secretKey: 'secret-b' },
    ],
  });
  const [a, b] = ['a', 'b'].map((name) =>
    createRestClient(venue, { apiKey: `key-${name}`, sign: signHmac(`secret-${name}`) }),
  );
  if (a === undefined || b === undefined) throw new Error('no clients');
  return { venue, a, b, keyA: await startListenKey(a), keyB: await startListenKey(b) };
}

test('one connection hears several accounts, each with the events that were asked for', async () => {
  const { venue, a, b, keyA, keyB } = await openTwo();
  const query = `listenKey=${keyA}&events=ORDER_TRADE_UPDATE&listenKey=${keyB}&events=ACCOUNT_UPDATE/TRADE_LITE`;
  const stream = await openStream(venue, `/private/stream?${query}`);
  await a.post('/fapi/v1/order', BUY);
  await b.post('/fapi/v1/order', BUY);
  expect((await stream.heard(4)).map(({ stream: name, data }) => [name, summaryOf(rowAt(data))])).toEqual([
    [`${keyA}@ORDER_TRADE_UPDATE`, 'order in NEW NEW l=0 z=0'],
    [`${keyA}@ORDER_TRADE_UPDATE`, 'order in TRADE FILLED l=0.01 z=0.01'],
    [`${keyB}@TRADE_LITE`, 'lite in l=0.010'],
    [`${keyB}@ACCOUNT_UPDATE`, 'account ORDER BOTH 0.01'],
  ]);
});

test('a key without events hears all, in each form of the address', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  const key = await startListenKey(rest);
  const paths = [
    `/private/ws?listenKey=${key}`,
    `/private/ws/${key}`,
    `/private/ws/${key}?listenKey=${key}`,
    `/private/ws?listenKey=${key}&events=`,
    `/private/stream?listenKey=${key}`,
    `/private/stream?streams=${key}`,
  ];
  const streams = await Promise.all(paths.map((path) => openStream(venue, path)));
  await rest.post('/fapi/v1/order', BUY);
  for (const [index, stream] of streams.entries()) {
    const frames = await stream.heard(4);
    expect(frames).toHaveLength(4);
    expect(frames.map((frame) => frame.stream)).toEqual(frames.map(() => (index < 4 ? undefined : key)));
  }
});

test('long ids are whole numbers without quotes', async () => {
  const venue = await openVenue();
  const { stream, order, algo } = await openAccount(venue, 'ORDER_TRADE_UPDATE/ALGO_UPDATE');
  await order(BUY);
  const { body } = await algo({ side: 'SELL', type: 'STOP_MARKET', quantity: '0.010', triggerPrice: '58000' });
  await stream.heard(3);
  expect(stream.texts[0]).toMatch(/"i":8389765\d{12},/);
  expect(at(at(stream.frames[0], 'o'), 'i')).toBe(venue.state().orders[0]?.orderId);
  expect(stream.texts[2]).toContain(`"aid":${at(body, 'algoId')},`);
});

test('keys can be subscribed to, listed and left', async () => {
  const { venue, a, b, keyA, keyB } = await openTwo();
  const stream = await openStream(venue, '/private/ws');
  const ask = async (method: string, params?: unknown) => {
    stream.forget();
    stream.send({ method, params, id: 1 });
    return (await stream.heard(1))[0];
  };
  expect(await ask('SUBSCRIBE', [`${keyB}@TRADE_LITE`, keyA])).toEqual({ result: null, id: 1 });
  expect(at(await ask('LIST_SUBSCRIPTIONS'), 'result')).toEqual([keyA, `${keyB}@TRADE_LITE`].toSorted());
  expect(await ask('GET_PROPERTY', ['combined'])).toEqual({ result: false, id: 1 });
  stream.forget();
  await b.post('/fapi/v1/order', BUY);
  expect((await stream.heard(1)).map(summaryOf)).toEqual(['lite in l=0.010']);
  expect(await ask('UNSUBSCRIBE', [keyA])).toEqual({ result: null, id: 1 });
  stream.forget();
  await a.post('/fapi/v1/order', BUY);
  await pause();
  expect(stream.texts).toEqual([]);
  expect(await ask('SET_PROPERTY', ['combined', true])).toEqual({ result: null, id: 1 });
  stream.forget();
  await b.post('/fapi/v1/order', BUY);
  expect((await stream.heard(1))[0]).toMatchObject({ stream: `${keyB}@TRADE_LITE`, data: { e: 'TRADE_LITE' } });
});

const silent = async (venue: BinanceVenue, path: string) => {
  const stream = await openStream(venue, path);
  await createRestClient(venue).post('/fapi/v1/order', BUY);
  await pause();
  expect(stream.closedWith).toBeNull();
  return stream.texts.length;
};

test('an unknown key connects and hears nothing', async () => {
  const venue = await openVenue();
  await startListenKey(createRestClient(venue));
  expect(await silent(venue, '/private/ws?listenKey=nobodys')).toBe(0);
  expect(await silent(venue, '/private/ws')).toBe(0);
});

test('the un-routed address connects and stays silent, unless demo is wanted', async () => {
  const venue = await openVenue();
  const key = await startListenKey(createRestClient(venue));
  expect(await silent(venue, `/ws/${key}`)).toBe(0);
  expect(await silent(venue, `/stream?streams=${key}`)).toBe(0);
  expect(await silent(venue, `/ws?listenKey=${key}`)).toBe(0);
  const demo = await openVenue({ legacyStreams: 'works' });
  const demoKey = await startListenKey(createRestClient(demo));
  expect(await silent(demo, `/ws/${demoKey}`)).toBe(4);
  expect(await silent(demo, `/stream?streams=${demoKey}`)).toBe(4);
});

test('a key that expires says so and leaves the connection open and silent', async () => {
  const { venue, a, b, keyA, keyB } = await openTwo();
  const stream = await openStream(venue, `/private/ws?listenKey=${keyA}&listenKey=${keyB}&events=TRADE_LITE`);
  venue.faults.add({ on: { transport: 'stream', account: 'a' }, do: { kind: 'expire-key' } });
  await a.post('/fapi/v1/order', BUY);
  await b.post('/fapi/v1/order', BUY);
  const frames = await stream.heard(2);
  expect(frames).toMatchObject([{ e: 'listenKeyExpired', listenKey: keyA }, { e: 'TRADE_LITE' }]);
  expect(await startListenKey(a)).not.toBe(keyA);
  venue.expireListenKeys();
  await pause();
  // the other key had not asked for it
  expect(stream.texts).toHaveLength(2);
  expect(stream.closedWith).toBeNull();
});

test('a key that is closed ends its connection, unless that has another', async () => {
  const { venue, a, b, keyA, keyB } = await openTwo();
  const both = await openStream(venue, `/private/ws?listenKey=${keyA}&listenKey=${keyB}`);
  const one = await openStream(venue, `/private/ws?listenKey=${keyA}`);
  await a.delete('/fapi/v1/listenKey');
  expect(await one.closed()).toBe(1000);
  expect(both.closedWith).toBeNull();
  await b.post('/fapi/v1/order', BUY);
  expect(await both.heard(4)).toHaveLength(4);
  await b.delete('/fapi/v1/listenKey');
  expect(await both.closed()).toBe(1000);
});

test('there is nothing at other addresses', async () => {
  const venue = await openVenue();
  for (const path of ['/', '/private', '/private/other', '/ws-fapi/v2', '//', '/market/x?%zz']) {
    await expect(openStream(venue, path)).rejects.toThrow('404');
  }
});
