import { expect, test } from 'vitest';
import type { CallFault } from '@perpdesk/binance-venue';
import { decimal, systemClock } from '@perpdesk/broker-core';
import {
  API_KEY,
  connectBench,
  failureOf,
  id,
  resting,
  SECRET_KEY,
  taking,
  until,
} from '../venue-bench.test.fixture.ts';
import { NEW_ORDER } from '../wire/orders.test.fixture.ts';

const symbol = 'BTCUSDT';
const terms = { symbol, quantity: decimal('0.02'), price: decimal('50100') };
const stop = { type: 'stop-market', side: 'sell', price: undefined, triggerPrice: decimal('40000') };
const on = (method: string, path: string) => ({ transport: 'rest', method, path: `/fapi/${path}` }) as const;
const answer = (body: unknown, isExecuted = true): CallFault => ({
  kind: 'answer',
  status: 200,
  body: JSON.stringify(body),
  isExecuted,
});
const refuse = (code: number, msg: string): CallFault => ({
  kind: 'answer',
  status: 400,
  code,
  msg,
  isExecuted: false,
});
const writesIn = (calls: readonly string[]) => calls.filter((call) => !call.startsWith('GET'));

test('where the look before an amendment or a cancel fails, nothing was sent', async () => {
  const { venue, broker, calls } = await connectBench();
  const ref = { symbol, clientOrderId: id('never') };
  for (const write of [() => broker.amendOrder({ ...terms, ...ref }), () => broker.cancelOrder(ref)]) {
    venue.faults.add({ on: on('GET', 'v1/order'), do: { kind: 'drop-before' } });
    expect(await failureOf(write())).toMatchObject({
      code: 'network',
      outcome: 'not-sent',
      clientOrderId: id('never'),
    });
  }
  venue.faults.add({ on: on('GET', 'v1/openOrders'), do: { kind: 'drop-before' } });
  expect(await failureOf(broker.cancelAllOrders())).toMatchObject({ code: 'network', outcome: 'not-sent' });
  expect(writesIn(calls)).toEqual([]);
});

test('where the position cannot be read, its closing was not sent', async () => {
  const { venue, broker, calls } = await connectBench();
  venue.faults.add({ on: on('GET', 'v3/positionRisk'), do: { kind: 'hang-before' } });
  const failure = await failureOf(broker.closePosition(symbol, { clientOrderId: id('close') }));
  expect(failure).toMatchObject({ code: 'timeout', outcome: 'not-sent', clientOrderId: id('close') });
  expect(failure.message).toMatch(/The write that waited for it was not sent\.$/);
  expect(writesIn(calls)).toEqual([]);
});

test('a cancel that was answered stands, though how the order ended cannot be read', async () => {
  const { venue, broker } = await connectBench();
  await broker.placeOrder(resting('stop', stop));
  venue.faults.add({ on: on('GET', 'v1/algoOrder'), do: { kind: 'drop-before' } });
  expect(await broker.cancelOrder({ symbol, clientOrderId: id('stop') })).toMatchObject({
    status: 'canceled',
    clientOrderId: id('stop'),
  });
});

test('a cancel of the algo service that says another code is no yes', async () => {
  const { venue, broker } = await connectBench();
  await broker.placeOrder(resting('stop', stop));
  const body = { algoId: 1, clientAlgoId: id('stop'), code: '-2011', msg: 'Unknown order sent.' };
  venue.faults.add({ on: on('DELETE', 'v1/algoOrder'), do: answer(body, false) });
  const failure = await failureOf(broker.cancelOrder({ symbol, clientOrderId: id('stop') }));
  expect(failure).toMatchObject({ code: 'venue-error', outcome: 'unknown', clientOrderId: id('stop') });
  expect(await broker.getOpenOrders(symbol)).toHaveLength(1);
});

test('cancelling all of which a part fails is neither refused nor unsent', async () => {
  const { venue, broker } = await connectBench();
  await broker.placeOrder(resting('plain'));
  await broker.placeOrder(resting('stop', stop));
  venue.faults.add({ on: on('DELETE', 'v1/algoOpenOrders'), do: refuse(-1008, 'Throttled.') });
  const failure = await failureOf(broker.cancelAllOrders(symbol));
  expect(failure).toMatchObject({ code: 'overloaded', outcome: 'unknown', venue: { code: -1008 } });
  expect(failure.message).toMatch(/1 of 2 parts were canceled: look at open orders\.$/);
  expect((await broker.getOpenOrders(symbol)).map(({ clientOrderId }) => clientOrderId)).toEqual([id('stop')]);
});

test('cancelling all that is refused as a whole says just that', async () => {
  const { venue, broker } = await connectBench();
  await broker.placeOrder(resting('plain'));
  venue.faults.add({ on: { method: 'DELETE' }, do: refuse(-1008, 'Throttled.'), times: 2 });
  expect(await failureOf(broker.cancelAllOrders(symbol))).toMatchObject({ code: 'overloaded', outcome: 'not-sent' });
});

test('cancelling all whose end cannot be read does not say that nothing was sent', async () => {
  const { venue, broker } = await connectBench();
  await broker.placeOrder(resting('plain'));
  venue.faults.add({ on: on('GET', 'v1/order'), do: refuse(-1008, 'Throttled.'), times: 'always' });
  const failure = await failureOf(broker.cancelAllOrders(symbol));
  expect(failure).toMatchObject({ code: 'overloaded', outcome: 'unknown' });
  expect(failure.message).toMatch(/The orders were canceled; how each ended could not be read\.$/);
});

test('an amendment to the terms that an order has already resolves with the order', async () => {
  const { broker } = await connectBench();
  const { venueOrderId } = await broker.placeOrder(resting('a', { quantity: terms.quantity, price: terms.price }));
  const same = await broker.amendOrder({ ...terms, clientOrderId: id('a') });
  expect(same).toMatchObject({ venueOrderId, status: 'open', ...terms });
});

test('an amendment keeps reduceOnly, and a conditional order has none', async () => {
  const { broker } = await connectBench();
  await broker.placeOrder(taking('in', { quantity: decimal('0.05') }));
  await broker.placeOrder(resting('out', { side: 'sell', reduceOnly: true, price: decimal('70000') }));
  const amended = { ...terms, price: decimal('70100'), clientOrderId: id('out') };
  expect(await broker.amendOrder(amended)).toMatchObject({ reduceOnly: true, price: decimal('70100') });
  await broker.placeOrder(resting('stop', { ...stop, reduceOnly: true }));
  expect(await failureOf(broker.amendOrder({ ...terms, clientOrderId: id('stop') }))).toMatchObject({
    code: 'unsupported',
    outcome: 'not-sent',
  });
});

test('in hedge mode a closing order that Binance marks as reduceOnly is amended all the same', async () => {
  const { venue, broker } = await connectBench({ positionMode: 'hedge' });
  const long = { positionSide: 'long' };
  await broker.placeOrder(taking('in', { ...long, quantity: decimal('0.05') }));
  const placed = { ...NEW_ORDER, type: 'LIMIT', status: 'NEW', executedQty: '0', orderId: 999, updateTime: Date.now() };
  const shown = { ...placed, side: 'SELL', positionSide: 'LONG', reduceOnly: true, clientOrderId: id('out') };
  venue.faults.add({
    on: on('POST', 'v1/order'),
    do: answer(shown, false),
  });
  await broker.placeOrder(resting('out', { ...long, side: 'sell', price: decimal('70000') }));
  const amended = { ...terms, price: decimal('70100'), clientOrderId: id('out') };
  // the venue knows nothing of it, but it was asked
  expect(await failureOf(broker.amendOrder(amended))).toMatchObject({ venue: { code: -2013 } });
});

test.each(['rest', 'ws-api'] as const)(
  'a code that no table has is loud and kept as it is, over %s',
  async (transport) => {
    const { venue, broker, lines } = await connectBench({}, { wsApi: transport === 'ws-api' });
    const path = transport === 'rest' ? '/fapi/v1/order' : 'order.place';
    venue.faults.add({ on: { transport, path }, do: refuse(-9876, 'Something new.') });
    expect(await failureOf(broker.placeOrder(resting('a')))).toMatchObject({
      code: 'venue-error',
      outcome: 'rejected',
      venue: { name: 'binance', code: -9876, message: 'Something new.' },
    });
    const errors = lines.filter(({ level }) => level === 'error');
    expect(errors).toEqual([
      {
        level: 'error',
        message: 'Binance answered with a code that is not known here',
        fields: { status: 400, code: -9876, text: 'Something new.' },
      },
    ]);
  },
);

test('it is loud on reads and in batches too, and known codes are not', async () => {
  const { venue, broker, lines } = await connectBench();
  const errors = () => lines.filter(({ level }) => level === 'error').map(({ fields }) => fields['code']);
  venue.faults.add({ on: on('GET', 'v3/balance'), do: refuse(-9875, `Odd ${API_KEY}.`) });
  await failureOf(broker.getBalance('USDT'));
  const item = { code: -9874, msg: 'Odd too.' };
  venue.faults.add({ on: on('POST', 'v1/batchOrders'), do: answer([item, { code: -2019, msg: 'Margin.' }], false) });
  const results = await broker.placeOrders([resting('a'), resting('b')]);
  expect(results).toMatchObject([
    { ok: false, error: { code: 'venue-error', venue: { code: -9874 }, clientOrderId: id('a') } },
    { ok: false, error: { code: 'insufficient-margin', outcome: 'rejected', clientOrderId: id('b') } },
  ]);
  expect(errors()).toEqual([-9875, -9874]);
  expect(JSON.stringify(lines)).not.toContain(API_KEY);
  expect(JSON.stringify(lines)).not.toContain(SECRET_KEY);
});

test('what an order of a batch is refused for is learned as that of one that went alone', async () => {
  const { venue, broker, calls, lines } = await connectBench();
  const items = [
    { code: -1015, msg: 'Too many new orders.' },
    { code: -9873, msg: `Odd ${API_KEY}, signature=abcdef. ${'x'.repeat(5_000)}` },
  ];
  venue.faults.add({ on: on('POST', 'v1/batchOrders'), do: answer(items, false) });
  const results = await broker.placeOrders([resting('a'), resting('b')]);
  expect(results[0]).toMatchObject({ ok: false, error: { code: 'rate-limited', retryAfterMs: 10_000 } });
  const shown = JSON.stringify([results, lines, results.map((one) => (one.ok ? '' : one.error.message))]);
  expect(shown).not.toContain(API_KEY);
  expect(shown).not.toContain('abcdef');
  expect(shown.length).toBeLessThan(5_000);
  calls.length = 0;
  expect(await failureOf(broker.placeOrder(resting('c')))).toMatchObject({ outcome: 'not-sent' });
  expect(calls).toEqual([]);
});

test('an answer to a write in a word that is not known names the order that it was about', async () => {
  const { venue, broker } = await connectBench();
  const shown = { ...NEW_ORDER, status: 'BRAND_NEW', clientOrderId: id('a') };
  venue.faults.add({ on: on('POST', 'v1/order'), do: answer(shown) });
  expect(await failureOf(broker.placeOrder(resting('a')))).toMatchObject({
    code: 'venue-error',
    outcome: 'unknown',
    operation: 'placeOrder',
    clientOrderId: id('a'),
    message: expect.stringMatching(/order status "BRAND_NEW" is not known here/),
  });
});

test('in a batch it takes no other order with it', async () => {
  const { venue, broker } = await connectBench();
  const item = (name: string, status: string) => ({ ...NEW_ORDER, status, clientOrderId: id(name) });
  const body = [item('a', 'NEW'), item('b', 'BRAND_NEW')];
  venue.faults.add({ on: on('POST', 'v1/batchOrders'), do: answer(body, false) });
  expect(await broker.placeOrders([resting('a'), resting('b'), resting('c')])).toMatchObject([
    { ok: true, order: { clientOrderId: id('a'), status: 'open' } },
    { ok: false, error: { code: 'venue-error', outcome: 'unknown', clientOrderId: id('b') } },
    { ok: false, error: { code: 'venue-error', outcome: 'unknown', clientOrderId: id('c') } },
  ]);
});

test('an item of a batch that tells of another order says nothing of the one that was sent', async () => {
  const { venue, broker } = await connectBench();
  const item = (name: string) => ({ ...NEW_ORDER, clientOrderId: id(name) });
  venue.faults.add({ on: on('POST', 'v1/batchOrders'), do: answer([item('b'), item('a')], false) });
  expect(await broker.placeOrders([resting('a'), resting('b')])).toMatchObject([
    { ok: false, error: { code: 'venue-error', outcome: 'unknown', clientOrderId: id('a') } },
    { ok: false, error: { code: 'venue-error', outcome: 'unknown', clientOrderId: id('b') } },
  ]);
});

test('of two batches the one that is lost leaves the other alone, and each order has its id', async () => {
  const { venue, broker, calls } = await connectBench();
  venue.faults.add({ on: on('POST', 'v1/batchOrders'), do: { kind: 'drop-before' }, after: 1 });
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const orders = [
    ...names.map((name) => resting(name)),
    resting('stop', stop),
    resting('bad', { quantity: decimal('0') }),
  ];
  const results = await broker.placeOrders(orders);
  expect(writesIn(calls).toSorted()).toEqual([
    'POST /fapi/v1/algoOrder',
    'POST /fapi/v1/batchOrders',
    'POST /fapi/v1/batchOrders',
  ]);
  const told = results.map((result) =>
    result.ok ? [result.order.clientOrderId] : [result.error.clientOrderId, result.error.outcome],
  );
  expect(told).toEqual([
    ...['a', 'b', 'c', 'd', 'e'].map((name) => [id(name)]),
    [id('f'), 'unknown'],
    [id('g'), 'unknown'],
    [id('stop')],
    [id('bad'), 'not-sent'],
  ]);
});

test('a batch that is refused as a whole throws', async () => {
  const { venue, broker } = await connectBench();
  venue.faults.add({ on: on('POST', 'v1/batchOrders'), do: refuse(-1008, 'Throttled.') });
  const failure = await failureOf(broker.placeOrders([resting('a'), resting('b')]));
  expect(failure).toMatchObject({ code: 'overloaded', outcome: 'not-sent', operation: 'placeOrders' });
  expect(await broker.placeOrders([])).toEqual([]);
});

test('an order is tested without being placed; a conditional one cannot be', async () => {
  const { venue, broker, calls } = await connectBench();
  await broker.testOrder(taking('a'));
  await broker.testOrder(resting('b'));
  expect(calls).toEqual(['POST /fapi/v1/order/test', 'POST /fapi/v1/order/test']);
  expect(await failureOf(broker.testOrder(resting('c', stop)))).toMatchObject({
    code: 'unsupported',
    outcome: 'not-sent',
  });
  const tooDear = resting('d', { price: decimal('100000') });
  expect(await failureOf(broker.testOrder(tooDear))).toMatchObject({ outcome: 'rejected', clientOrderId: id('d') });
  expect(venue.state().orders).toEqual([]);
});

test('a refusal by a rule has the instruments read anew', async () => {
  let aheadMs = 0;
  const clock = { ...systemClock, now: () => Date.now() + aheadMs };
  const { venue, broker, calls } = await connectBench({}, { clock });
  // not so soon after they were read
  aheadMs = 11_000;
  venue.skewClock(aheadMs);
  venue.faults.add({ on: on('POST', 'v1/order'), do: refuse(-4023, 'Qty not increased by step size.') });
  await failureOf(broker.placeOrder(resting('a')));
  await until('they are read', () => calls.includes('GET /fapi/v1/exchangeInfo'));
});
