import { expect, test } from 'vitest';
import type { CallFault } from '../faults/fault-rule.ts';
import { openVenue } from '../rest.test.fixture.ts';
import { pause } from '../stream/stream.test.fixture.ts';
import { openWsApi } from './ws-api.test.fixture.ts';
import { numberAt } from '../json.test.fixture.ts';

const MARKET = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };

/** What a client sees of one order with the fault on it, and whether the order was carried out. */
async function tryOrder(fault: CallFault) {
  const venue = await openVenue();
  const { signed, stream } = await openWsApi(venue);
  venue.faults.add({ on: { transport: 'ws-api', path: 'order.place' }, do: fault });
  const answer = signed('order.place', MARKET).catch(() => null);
  await pause(60);
  return { seen: stream.frames[0] ?? stream.closedWith, placed: venue.state().orders.length, answer };
}

test('the connection is cut with the request pending, carried out or not', async () => {
  expect(await tryOrder({ kind: 'drop-before' })).toMatchObject({ seen: 1006, placed: 0 });
  expect(await tryOrder({ kind: 'drop-after' })).toMatchObject({ seen: 1006, placed: 1 });
});

test('an answer never comes, or late', async () => {
  expect(await tryOrder({ kind: 'hang-before' })).toMatchObject({ seen: null, placed: 0 });
  expect(await tryOrder({ kind: 'hang-after' })).toMatchObject({ seen: null, placed: 1 });
  const late = await tryOrder({ kind: 'delay', ms: 120 });
  expect(late).toMatchObject({ seen: null, placed: 1 });
  expect(await late.answer).toMatchObject({ status: 200 });
  const held = await tryOrder({ kind: 'hold', ms: 120 });
  expect(held).toMatchObject({ seen: null, placed: 0 });
  expect(await held.answer).toMatchObject({ status: 200 });
});

test('an answer lies about what was done, or is none', async () => {
  const unknown = { kind: 'answer', status: 503, code: -1007, msg: 'Timeout.' } as const;
  expect(await tryOrder({ ...unknown, isExecuted: true })).toMatchObject({
    seen: { status: 503, error: { code: -1007, msg: 'Timeout.' } },
    placed: 1,
  });
  const page = { kind: 'answer', status: 502, body: '<html>', isExecuted: false } as const;
  expect(await tryOrder(page)).toMatchObject({ seen: { status: 502, error: { code: -1000 } }, placed: 0 });
  const limited = {
    kind: 'answer',
    status: 429,
    code: -1003,
    msg: 'Too many.',
    headers: { 'Retry-After': '7' },
  } as const;
  const { seen } = await tryOrder({ ...limited, isExecuted: false });
  expect(numberAt(seen, 'error', 'data', 'retryAfter') - numberAt(seen, 'error', 'data', 'serverTime')).toBe(7_000);
});

test('an answer that is late does not hold up the next one', async () => {
  const venue = await openVenue();
  const { signed, send, stream } = await openWsApi(venue);
  venue.faults.add({ on: { path: 'order.place' }, do: { kind: 'delay', ms: 60 } });
  await Promise.all([signed('order.place', MARKET), send('ping', {}, 'after')]);
  expect(stream.frames.map(({ id }) => id)).toEqual(['after', 1]);
});

test('a request that was held back past its window is refused when it arrives', async () => {
  const venue = await openVenue();
  const { signed } = await openWsApi(venue);
  venue.faults.add({ on: { transport: 'ws-api' }, times: 'always', do: { kind: 'hold', ms: 80 } });
  for (const [method, params] of [
    ['order.place', MARKET],
    ['algoOrder.place', { ...MARKET, algoType: 'CONDITIONAL', type: 'STOP_MARKET', triggerPrice: '61000' }],
  ] as const) {
    expect(await signed(method, { ...params, recvWindow: 40 })).toMatchObject({ status: 400, error: { code: -1021 } });
  }
  expect(venue.state().orders).toEqual([]);
});

test.each([true, false])(
  'a connection falls silent at a call, its request and those after it undone (pings: %s)',
  async (answersPings) => {
    const venue = await openVenue();
    const { send, stream } = await openWsApi(venue);
    await send('ping');
    venue.faults.add({ on: { transport: 'ws-api', path: 'order.place' }, do: { kind: 'silence', answersPings } });
    stream.forget();
    stream.send({ id: 'x', method: 'order.place', params: {} });
    await pause(20);
    stream.send({ id: 'y', method: 'ping' });
    let pongs = 0;
    stream.socket.on('pong', () => (pongs += 1));
    stream.socket.ping();
    await pause(60);
    expect(stream.texts).toEqual([]);
    expect(stream.closedWith).toBeNull();
    expect(pongs).toBe(answersPings ? 1 : 0);
    const other = await openWsApi(venue);
    expect(await other.send('ping')).toMatchObject({ status: 200 });
  },
);

test('a silence that names no transport is left to the streams', async () => {
  const venue = await openVenue();
  const { send } = await openWsApi(venue);
  venue.faults.add({ on: {}, do: { kind: 'silence' } });
  expect(await send('ping')).toMatchObject({ status: 200 });
});
