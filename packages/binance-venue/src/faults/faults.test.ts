import { expect, test } from 'vitest';
import { createRestClient, openVenue } from '../rest.test.fixture.ts';
import { createFaultPlan } from './fault-plan.ts';
import { type CallFault, STREAM_FAULT_KINDS } from './fault-rule.ts';
import { at } from '../json.test.fixture.ts';

const ORDER = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };
const ON_ORDER = { transport: 'rest', method: 'POST', path: '/fapi/v1/order' } as const;

async function tryOrder(fault: CallFault) {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  venue.faults.add({ on: ON_ORDER, do: fault });
  const answer = await Promise.race([
    rest.post('/fapi/v1/order', ORDER).catch(() => 'no answer' as const),
    new Promise<'silence'>((resolve) => setTimeout(() => resolve('silence'), 150)),
  ]);
  return { answer, placed: venue.state().orders.length };
}

test('cuts the connection before or after the order', async () => {
  expect(await tryOrder({ kind: 'drop-before' })).toEqual({ answer: 'no answer', placed: 0 });
  expect(await tryOrder({ kind: 'drop-after' })).toEqual({ answer: 'no answer', placed: 1 });
});

test('is silent before or after the order', async () => {
  expect(await tryOrder({ kind: 'hang-before' })).toEqual({ answer: 'silence', placed: 0 });
  expect(await tryOrder({ kind: 'hang-after' })).toEqual({ answer: 'silence', placed: 1 });
  expect(await tryOrder({ kind: 'delay', ms: 400 })).toEqual({ answer: 'silence', placed: 1 });
  expect(await tryOrder({ kind: 'hold', ms: 400 })).toEqual({ answer: 'silence', placed: 0 });
});

test('answers what the rule says, whether the order was carried out or not', async () => {
  const msg = 'Unknown error, please check your request or try again later.';
  const unknown = { kind: 'answer', status: 503, code: -1000, msg } as const;
  expect(await tryOrder({ ...unknown, isExecuted: true })).toMatchObject({
    answer: { status: 503, body: { code: -1000, msg } },
    placed: 1,
  });
  expect(await tryOrder({ ...unknown, isExecuted: false })).toMatchObject({ answer: { status: 503 }, placed: 0 });
  const banned = {
    kind: 'answer',
    status: 418,
    body: '<html>no JSON</html>',
    headers: { 'retry-after': '7' },
  } as const;
  const { answer } = await tryOrder({ ...banned, isExecuted: false });
  expect(answer).toMatchObject({ status: 418, body: '<html>no JSON</html>' });
  expect(typeof answer === 'object' && answer.headers.get('retry-after')).toBe('7');
});

test('loses the answer of an order that was refused, too', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  venue.faults.add({ on: ON_ORDER, do: { kind: 'drop-after' } });
  await expect(rest.post('/fapi/v1/order', { ...ORDER, quantity: '0' })).rejects.toThrow('fetch failed');
});

test('hits only what a rule is about, as often as it says', async () => {
  const venue = await openVenue({
    accounts: [
      { name: 'one', apiKey: 'one', secretKey: 'venue-secret' },
      { name: 'two', apiKey: 'two', secretKey: 'venue-secret' },
    ],
  });
  const [one, two] = [createRestClient(venue, { apiKey: 'one' }), createRestClient(venue, { apiKey: 'two' })];
  const busy = { kind: 'answer', status: 503, code: -1008, msg: 'Busy.', isExecuted: false } as const;
  venue.faults.add({ on: { ...ON_ORDER, account: 'one' }, after: 1, times: 2, do: busy });
  const statuses = async (count: number) => {
    const found: number[] = [];
    for (let call = 0; call < count; call += 1) found.push((await one.post('/fapi/v1/order', ORDER)).status);
    return found;
  };
  expect((await two.post('/fapi/v1/order', ORDER)).status).toBe(200);
  expect((await one.get('/fapi/v3/balance')).status).toBe(200);
  expect(await statuses(5)).toEqual([200, 503, 503, 200, 200]);
  expect(venue.faults.fired).toHaveLength(2);
  expect(venue.faults.fired[0]).toMatchObject({ on: { account: 'one', path: '/fapi/v1/order' }, do: busy });
  venue.faults.add({ on: {}, times: 'always', do: busy });
  expect(await statuses(2)).toEqual([503, 503]);
  venue.faults.clear();
  expect(await statuses(1)).toEqual([200]);
});

test('throws the dice of its seed: the same seed, the same faults', async () => {
  const run = async (seed: number) => {
    const venue = await openVenue({ seed });
    const rest = createRestClient(venue);
    const busy = { kind: 'answer', status: 503, msg: 'Busy.', isExecuted: false } as const;
    venue.faults.add({ on: {}, times: 'always', probability: 0.5, do: busy });
    const statuses: number[] = [];
    for (let call = 0; call < 24; call += 1) statuses.push((await rest.get('/fapi/v3/balance')).status);
    return statuses.join(' ');
  };
  const first = await run(5);
  expect(await run(5)).toBe(first);
  expect(await run(6)).not.toBe(first);
});

test('plans faults for every call by a seed and rates', () => {
  const rates = {
    calls: { 'drop-after': 0.2, 'timeout-executed': 0.1, delay: 0.1 },
    events: { duplicate: 0.5 },
  } as const;
  const draw = (seed: number, transport: 'rest' | 'stream') => {
    const plan = createFaultPlan(seed, rates);
    return Array.from(
      { length: 1_000 },
      () => plan({ transport, method: '', path: '', account: '', clientOrderId: '' })?.kind ?? '-',
    );
  };
  const calls = draw(9, 'rest');
  expect(draw(9, 'rest')).toEqual(calls);
  expect(draw(8, 'rest')).not.toEqual(calls);
  const share = (kind: string) => calls.filter((one) => one === kind).length / calls.length;
  expect(share('drop-after')).toBeCloseTo(0.2, 1);
  expect(share('answer')).toBeCloseTo(0.1, 1);
  expect(share('-')).toBeCloseTo(0.6, 1);
  expect(new Set(draw(9, 'stream'))).toEqual(new Set(['duplicate', '-']));
});

test('each fault of a stream can be planned', () => {
  const event = { transport: 'stream', method: '', path: '', account: '', clientOrderId: '' } as const;
  const drawn = STREAM_FAULT_KINDS.map((kind) => createFaultPlan(1, { events: { [kind]: 1 } })(event)?.kind);
  expect(drawn).toEqual([...STREAM_FAULT_KINDS]);
});

test('a plan goes before the rules', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  venue.faults.plan(createFaultPlan(1, { calls: { throttled: 1 }, on: { path: '/fapi/v3/balance' } }));
  expect(at((await rest.get('/fapi/v3/balance')).body, 'code')).toBe(-1008);
  expect((await rest.get('/fapi/v3/account')).status).toBe(200);
  venue.faults.plan(null);
  expect((await rest.get('/fapi/v3/balance')).status).toBe(200);
});

test.each([
  ['too-many-requests', 429],
  ['banned', 418],
] as const)('a plan turns calls away for a second: %s', async (name, status) => {
  const venue = await openVenue();
  venue.faults.plan(createFaultPlan(1, { calls: { [name]: 1 } }));
  const answer = await createRestClient(venue).post('/fapi/v1/order', { symbol: 'BTCUSDT' });
  expect(answer).toMatchObject({ status, body: { code: -1003 } });
  expect(answer.headers.get('retry-after')).toBe('1');
});
