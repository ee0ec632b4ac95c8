import { expect, test } from 'vitest';
import { createRestClient, openVenue, send } from '../rest.test.fixture.ts';
import { openAccount, summaryOf } from '../stream/stream.test.fixture.ts';
import { openWsApi } from '../ws-api/ws-api.test.fixture.ts';
import { at, rowsAt, textAt } from '../json.test.fixture.ts';

const LIMIT = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.010', price: '59000' };
const STOP = { algoType: 'CONDITIONAL', symbol: 'BTCUSDT', side: 'BUY', type: 'STOP_MARKET', quantity: '0.010' };
const NAMED = { symbol: 'BTCUSDT', origClientOrderId: 'a' };
const BUSY = { kind: 'answer', status: 503, code: -1008, msg: 'Busy.', isExecuted: false } as const;

/** Which client id a plan is told of each call, in their order. */
async function openPlanned() {
  const venue = await openVenue();
  const told: string[] = [];
  venue.faults.plan(({ method, path, clientOrderId }) => {
    told.push(`${method === '' ? '' : `${method} `}${path} '${clientOrderId}'`);
    return null;
  });
  return { venue, told };
}

test('a plan is told the client id of the order that a REST call places or names', async () => {
  const { venue, told } = await openPlanned();
  const rest = createRestClient(venue);
  const { body } = await rest.post('/fapi/v1/order', { ...LIMIT, newClientOrderId: 'a' });
  await rest.put('/fapi/v1/order', { ...NAMED, side: 'BUY', quantity: '0.010', price: '59001' });
  await rest.get('/fapi/v1/order', NAMED);
  await rest.delete('/fapi/v1/order', { symbol: 'BTCUSDT', orderId: textAt(body, 'orderId') });
  await rest.post('/fapi/v1/algoOrder', { ...STOP, triggerPrice: '61000', clientAlgoId: 's' });
  await rest.delete('/fapi/v1/algoOrder', { clientAlgoId: 's' });
  await rest.post('/fapi/v1/batchOrders', { batchOrders: JSON.stringify([{ ...LIMIT, newClientOrderId: 'b' }]) });
  await rest.get('/fapi/v1/time');
  expect(told).toEqual([
    "POST /fapi/v1/order 'a'",
    "PUT /fapi/v1/order 'a'",
    "GET /fapi/v1/order 'a'",
    "DELETE /fapi/v1/order ''",
    "POST /fapi/v1/algoOrder 's'",
    "DELETE /fapi/v1/algoOrder 's'",
    "POST /fapi/v1/batchOrders ''",
    "GET /fapi/v1/time ''",
  ]);
});

test('and of a WS-API request', async () => {
  const { venue, told } = await openPlanned();
  const { signed, send: ask } = await openWsApi(venue);
  await signed('order.place', { ...LIMIT, newClientOrderId: 'a' });
  await signed('order.modify', { ...NAMED, side: 'BUY', quantity: '0.010', price: '59001' });
  await signed('order.status', NAMED);
  await signed('order.cancel', NAMED);
  await signed('algoOrder.place', { ...STOP, triggerPrice: '61000', clientAlgoId: 's' });
  await signed('algoOrder.cancel', { clientAlgoId: 's' });
  await ask('time');
  expect(told).toEqual([
    "order.place 'a'",
    "order.modify 'a'",
    "order.status 'a'",
    "order.cancel 'a'",
    "algoOrder.place 's'",
    "algoOrder.cancel 's'",
    "time ''",
  ]);
});

test('and of the order that an event is about', async () => {
  const venue = await openVenue();
  const { order, algo, stream } = await openAccount(venue);
  const told = new Set<string>();
  venue.faults.plan(({ transport, path, clientOrderId }) => {
    if (transport === 'stream') told.add(`${path} '${clientOrderId}'`);
    return null;
  });
  await order({ side: 'BUY', type: 'MARKET', quantity: '0.010', newClientOrderId: 'a' });
  await algo({ ...STOP, triggerPrice: '61000', clientAlgoId: 's' });
  await stream.heard(5);
  expect([...told]).toEqual(["ORDER_TRADE_UPDATE 'a'", "TRADE_LITE 'a'", "ACCOUNT_UPDATE ''", "ALGO_UPDATE 's'"]);
});

test('a rule can be about one order, whatever else runs beside', async () => {
  const venue = await openVenue();
  const { rest, stream } = await openAccount(venue, 'ORDER_TRADE_UPDATE');
  const { signed } = await openWsApi(venue);
  venue.faults.add({ on: { clientOrderId: 'a' }, times: 'always', do: BUSY });
  venue.faults.add({ on: { transport: 'stream', clientOrderId: 'b' }, do: { kind: 'duplicate' } });
  const place = (id: string) => rest.post('/fapi/v1/order', { ...LIMIT, newClientOrderId: id });
  const answers = await Promise.all(['x', 'a', 'b', 'y', 'a'].map(place));
  expect(answers.map(({ status }) => status)).toEqual([200, 503, 200, 200, 503]);
  expect(await signed('order.place', { ...LIMIT, newClientOrderId: 'a' })).toMatchObject({ status: 503 });
  expect((await stream.heard(4)).map((frame) => summaryOf(frame).split(' ')[1])).toEqual(['x', 'b', 'b', 'y']);
});

test('the control door takes it in rules and in plans, and tells it of what it did', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  const post = (body: unknown) => send(`${venue.url}/__control/faults`, { method: 'POST', body: JSON.stringify(body) });
  const on = { clientOrderId: 'a' };
  expect(at((await post({ on, do: BUSY })).body, 'rules')).toMatchObject([{ on }]);
  const place = async (id: string) =>
    at((await rest.post('/fapi/v1/order', { ...LIMIT, newClientOrderId: id })).body, 'code') ?? 0;
  expect([await place('b'), await place('a'), await place('c')]).toEqual([0, -1008, 0]);
  await post({ plan: { seed: 1, on: { clientOrderId: 'd' }, calls: { timeout: 1 } } });
  expect([await place('e'), await place('d')]).toEqual([0, -1007]);
  const { body } = await send(`${venue.url}/__control/faults`);
  expect(rowsAt(body, 'fired').map(({ on }) => at(on, 'clientOrderId'))).toEqual(['a', 'd']);
  expect(at((await post({ on: { clientOrderId: 7 }, do: BUSY })).body, 'error')).toBe(
    'on.clientOrderId: expected text',
  );
});
