import { expect, test } from 'vitest';
import { openVenue } from '../rest.test.fixture.ts';
import { openWsApi } from './ws-api.test.fixture.ts';

test('what is no request is answered as such, and the connection lives on', async () => {
  const venue = await openVenue();
  const { stream, send } = await openWsApi(venue);
  const garbage = [
    '',
    'garbage',
    '{"method":"ping"',
    '[]',
    'null',
    '7',
    '{}',
    '{"id":1}',
    '{"id":1,"method":7}',
    '{"id":1,"method":"ping","params":[1]}',
    '{"id":1,"method":"ping","params":"x"}',
    '{"id":1,"method":"ping","params":{"a":1e999999999999}}}',
  ];
  for (const text of garbage) stream.send(text);
  const answers = await stream.heard(garbage.length);
  expect(answers).toEqual(
    garbage.map(() => ({ id: null, status: 400, error: { code: -1000, msg: expect.any(String) } })),
  );
  expect(await send('ping')).toMatchObject({ status: 200 });
});

test('unknown methods and names of the language are refused with their id', async () => {
  const venue = await openVenue();
  const { send } = await openWsApi(venue);
  for (const method of ['order.fly', 'constructor', '__proto__', 'session.x', '']) {
    expect(await send(method, {}, `id ${method}`)).toMatchObject({ id: `id ${method}`, status: 400 });
  }
});

test('ids are given back as they came; others are null', async () => {
  const venue = await openVenue();
  const { stream } = await openWsApi(venue);
  for (const id of ['"a"', '5', '-1', 'null', '{"x":1}', '""']) stream.send(`{"id":${id},"method":"ping"}`);
  const answers = await stream.heard(6);
  expect(answers.map(({ id }) => id)).toEqual(['a', 5, -1, null, null, '']);
});

test('a frame that is too large ends the connection', async () => {
  const venue = await openVenue();
  const { stream } = await openWsApi(venue);
  stream.send('x'.repeat(70_000));
  expect(await stream.closed()).toBe(1009);
});

test('parameters that are objects do no harm', async () => {
  const venue = await openVenue();
  const { signed } = await openWsApi(venue);
  const order = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET' };
  expect(await signed('order.place', { ...order, quantity: null })).toMatchObject({ status: 400 });
  const { stream } = await openWsApi(venue);
  stream.send({ id: 1, method: 'depth', params: { symbol: { a: 1 }, limit: [5] } });
  expect((await stream.heard(1))[0]).toMatchObject({ id: 1, status: 400 });
});
