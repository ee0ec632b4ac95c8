import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { openVenue } from '../../rest.test.fixture.ts';
import { createStillClock } from '../still-clock.test.fixture.ts';
import { openStream, pause } from '../stream.test.fixture.ts';
import { at } from '../../json.test.fixture.ts';

const AT = Date.UTC(2026, 10, 26, 12, 0, 30);

test('a price is told on the streams that were asked for, under the root that carries them', async () => {
  const venue = await openVenue({ clock: createStillClock(AT) });
  const market = await openStream(
    venue,
    '/market/stream?streams=btcusdt@aggTrade/btcusdt@markPrice/btcusdt@miniTicker/btcusdt@kline_1m/ethusdt@aggTrade',
  );
  const open = await openStream(venue, '/public/ws/btcusdt@bookTicker/btcusdt@depth5@100ms/!bookTicker');
  venue.setPrice('BTCUSDT', decimal('60123.4'));
  const frames = await market.heard(4);
  expect(frames.map(({ stream }) => stream)).toEqual([
    'btcusdt@aggTrade',
    'btcusdt@markPrice',
    'btcusdt@miniTicker',
    'btcusdt@kline_1m',
  ]);
  const [trade, mark, mini, bar] = frames.map(({ data }) => data);
  expect(trade).toMatchObject({ e: 'aggTrade', s: 'BTCUSDT', p: '60123.40', T: AT, a: 2, st: 1 });
  expect(mark).toMatchObject({
    e: 'markPriceUpdate',
    p: '60123.40000000',
    r: '0.00010000',
    T: Date.UTC(2026, 10, 26, 16),
  });
  expect(mini).toMatchObject({ e: '24hrMiniTicker', o: '60000.00', c: '60123.40', h: '60123.40', l: '60000.00' });
  expect(at(bar, 'k')).toMatchObject({
    t: AT - 30_000,
    T: AT + 29_999,
    i: '1m',
    o: '60000.00',
    c: '60123.40',
    n: 2,
    x: false,
  });
  expect(await open.heard(3)).toMatchObject([
    { e: 'bookTicker', b: '60123.30', a: '60123.40', ps: 'BTCUSDT' },
    { e: 'depthUpdate', b: [['60123.30', '10.000']], a: [['60123.40', '10.000']] },
    { e: 'bookTicker' },
  ]);
});

test('a stream of another root connects and says nothing', async () => {
  const venue = await openVenue();
  const streams = await Promise.all(
    [
      '/public/ws/btcusdt@aggTrade',
      '/market/ws/btcusdt@bookTicker',
      '/ws/btcusdt@aggTrade',
      '/ws/btcusdt@bookTicker',
    ].map((path) => openStream(venue, path)),
  );
  venue.setPrice('BTCUSDT', decimal('60001'));
  await streams[3]?.heard(1);
  expect(streams.map(({ texts }) => texts.length)).toEqual([0, 0, 0, 1]);
  const demo = await openVenue({ legacyStreams: 'works' });
  const stream = await openStream(demo, '/stream?streams=btcusdt@aggTrade/btcusdt@bookTicker');
  demo.setPrice('BTCUSDT', decimal('60001'));
  expect(await stream.heard(2)).toHaveLength(2);
});

test('a bar that a trade ends is told closed first', async () => {
  const clock = createStillClock(AT);
  const venue = await openVenue({ clock });
  const stream = await openStream(venue, '/market/ws/btcusdt@kline_1m/btcusdt@kline_7m');
  clock.advance(60_000);
  venue.setPrice('BTCUSDT', decimal('60500'));
  const frames = await stream.heard(2);
  expect(frames.map(({ k }) => [at(k, 't'), at(k, 'c'), at(k, 'x')])).toEqual([
    [AT - 30_000, '60000.00', true],
    [AT + 30_000, '60500.00', false],
  ]);
});

test('mark prices are told by the clock, last prices are not; a mark of its own is no trade', async () => {
  const clock = createStillClock(AT);
  const venue = await openVenue({ clock });
  const stream = await openStream(
    venue,
    '/market/stream?streams=btcusdt@markPrice/btcusdt@markPrice@1s/!markPrice@arr@1s/btcusdt@aggTrade',
  );
  clock.advance(3_000);
  const frames = await stream.heard(7);
  const count = (name: string) => frames.filter(({ stream: found }) => found === name).length;
  expect(['btcusdt@markPrice', 'btcusdt@markPrice@1s', '!markPrice@arr@1s', 'btcusdt@aggTrade'].map(count)).toEqual([
    1, 3, 3, 0,
  ]);
  expect(
    at(
      at(
        frames.find(({ data }) => Array.isArray(data)),
        'data',
      ),
      'length',
    ),
  ).toBeGreaterThan(10);
  stream.forget();
  venue.setPrice('BTCUSDT', decimal('60000'), decimal('60010'));
  const marks = await stream.heard(3);
  expect(marks.map(({ data }) => (Array.isArray(data) ? data[0] : data).p)).toEqual(Array(3).fill('60010.00000000'));
});

test('streams are subscribed to, listed and left; requests that make no sense are refused', async () => {
  const venue = await openVenue();
  const stream = await openStream(venue, '/market/ws');
  const ask = async (message: unknown) => {
    stream.forget();
    stream.send(message);
    return (await stream.heard(1))[0];
  };
  expect(await ask({ method: 'SUBSCRIBE', params: ['btcusdt@aggTrade'], id: 7 })).toEqual({ result: null, id: 7 });
  expect(await ask({ method: 'LIST_SUBSCRIPTIONS', id: 'x' })).toEqual({ result: ['btcusdt@aggTrade'], id: 'x' });
  expect(await ask({ method: 'UNSUBSCRIBE', params: ['btcusdt@aggTrade'], id: 8 })).toEqual({ result: null, id: 8 });
  expect(await ask('{"method"')).toMatchObject({ error: { code: 3 } });
  expect(await ask('[]')).toMatchObject({ error: { code: 2 } });
  expect(await ask({ method: 'SUBSCRIBE', id: 9 })).toMatchObject({ error: { code: 2 }, id: 9 });
  expect(await ask({ method: 'SUBSCRIBE', params: [1], id: 9 })).toMatchObject({ error: { code: 2 }, id: 9 });
  const many = Array.from({ length: 1025 }, (_, index) => `s${index}@aggTrade`);
  expect(await ask({ method: 'SUBSCRIBE', params: many, id: 9 })).toMatchObject({ error: { code: 2 }, id: 9 });
  venue.setPrice('BTCUSDT', decimal('60001'));
  await pause();
  expect(stream.texts).toHaveLength(1);
});

test('a client that says too much is cut off, one that says too much at once too', async () => {
  const venue = await openVenue();
  const chatty = await openStream(venue, '/market/ws');
  for (let id = 0; id < 11; id += 1) chatty.send({ method: 'LIST_SUBSCRIPTIONS', id });
  expect(await chatty.closed()).toBe(1008);
  const large = await openStream(venue, '/market/ws');
  large.send('x'.repeat(70_000));
  expect(await large.closed()).toBe(1009);
});

test('symbols may have names that are not ASCII', async () => {
  const venue = await openVenue();
  const stream = await openStream(venue, `/market/ws/${encodeURIComponent('币安人生usdt')}@aggTrade`);
  venue.setPrice('币安人生USDT', decimal('0.21'));
  expect(await stream.heard(1)).toMatchObject([{ s: '币安人生USDT' }]);
});
