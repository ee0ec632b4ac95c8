import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import {
  API_KEY,
  connectBench,
  failureOf,
  id,
  resting,
  SECRET_KEY,
  taking,
  until,
} from './venue-bench.test.fixture.ts';

const price = decimal('50000');
const long = { positionSide: 'long' };
const exit = { side: 'sell', reduceOnly: true };
const closing = { type: 'stop-market', side: 'sell', price: undefined, quantity: undefined, triggerPrice: price };

test.each([
  ['in multi-assets mode', { multiAssets: true }, /multi-assets mode, which shares margin over assets/],
  ['that may not trade', { canTrade: false }, /Binance says that it may not trade/],
] as const)('an account %s takes no entries, and nothing is sent of them', async (_, account, reason) => {
  const { broker, calls, lines } = await connectBench(account);
  expect(broker.isConnected).toBe(true);
  const entries = [
    () => broker.placeOrder(taking('a')),
    () => broker.placeOrder(resting('b')),
    () => broker.placeOrder(resting('c', { ...closing, closePosition: undefined, quantity: decimal('0.01') })),
    () => broker.testOrder(resting('d')),
  ];
  for (const entry of entries) {
    const failure = await failureOf(entry());
    expect(failure).toMatchObject({ code: 'account-not-supported', outcome: 'not-sent' });
    expect(failure.message).toMatch(reason);
  }
  const [result] = await broker.placeOrders([resting('e')]);
  expect(result).toMatchObject({ ok: false, error: { code: 'account-not-supported', clientOrderId: id('e') } });
  expect(calls).toEqual([]);
  const warnings = lines.filter(({ message }) => message === 'The account takes no entries here');
  expect(warnings).toEqual([{ level: 'warn', message: expect.any(String), fields: { reason: expect.any(String) } }]);
});

test('exits pass in a mode that is not modelled: reduceOnly, closePosition, closing, cancelling, batches', async () => {
  const { venue, broker, add } = await connectBench();
  await broker.placeOrder(taking('in', { quantity: decimal('0.1') }));
  await setMultiAssets(venue.url, true);
  const other = add({ id: 'other' });
  await other.connect();
  const byHand = {
    symbol: 'BTCUSDT',
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'GTC',
    quantity: '0.01',
    price: '50000',
  };
  await change(venue.url, '/fapi/v1/order', { ...byHand, newClientOrderId: id('entry') });
  await other.placeOrder(resting('exit', { ...exit, price: decimal('70000') }));
  const amendment = { symbol: 'BTCUSDT', quantity: decimal('0.02'), price: decimal('70100') };
  expect(await failureOf(other.amendOrder({ ...amendment, clientOrderId: id('entry') }))).toMatchObject({
    code: 'account-not-supported',
    outcome: 'not-sent',
  });
  await other.amendOrder({ ...amendment, clientOrderId: id('exit') });
  await other.placeOrder(taking('out', exit));
  await other.placeOrder(resting('stop', { ...closing, closePosition: true }));
  const batch = [taking('one', exit), resting('no'), resting('two', { ...exit, price: decimal('70000') })];
  expect((await other.placeOrders(batch)).map(({ ok }) => ok)).toEqual([true, false, true]);
  await other.cancelOrder({ symbol: 'BTCUSDT', clientOrderId: id('two') });
  await other.closePosition('BTCUSDT', { clientOrderId: id('close'), fraction: decimal('0.5') });
  expect((await other.getPosition('BTCUSDT'))?.quantity.toFixed()).toBe('0.04');
  await other.cancelAllOrders();
});

test('exits pass in hedge mode by their sides', async () => {
  const { venue, broker, add } = await connectBench({ positionMode: 'hedge' });
  await broker.placeOrder(taking('in', long));
  await setMultiAssets(venue.url, true);
  const other = add({ id: 'other' });
  await other.connect();
  await other.placeOrder(taking('out', { ...long, side: 'sell' }));
  expect(await other.getPositions()).toEqual([]);
  const entry = taking('no', { positionSide: 'short', side: 'sell' });
  expect(await failureOf(other.placeOrder(entry))).toMatchObject({ code: 'account-not-supported' });
});

/** As a person does it on the exchange's own page. */
async function setMultiAssets(url: string, isOn: boolean): Promise<void> {
  await change(url, '/fapi/v1/multiAssetsMargin', { multiAssetsMargin: `${isOn}` });
}

async function setHedge(url: string, isOn: boolean): Promise<void> {
  await change(url, '/fapi/v1/positionSide/dual', { dualSidePosition: `${isOn}` });
}

async function change(url: string, path: string, params: Record<string, string>): Promise<void> {
  const query = new URLSearchParams({ ...params, timestamp: `${Date.now()}` }).toString();
  const signature = createHmac('sha256', SECRET_KEY).update(query).digest('hex');
  const answer = await fetch(`${url}${path}?${query}&signature=${signature}`, {
    method: 'POST',
    headers: { 'X-MBX-APIKEY': API_KEY },
  });
  expect(answer.status).toBe(200);
}

test('multi-assets mode is heard of on the stream, in and out', async () => {
  const { venue, broker } = await connectBench();
  await setMultiAssets(venue.url, true);
  const isRefused = async () =>
    (await broker.placeOrders([resting('a')])).some((one) => !one.ok && one.error.code === 'account-not-supported');
  await until('entries are refused', isRefused);
  await setMultiAssets(venue.url, false);
  await until('entries are taken', async () => !(await isRefused()));
});

test('a position mode that was changed elsewhere is read anew where the exchange refuses for it', async () => {
  const { venue, broker, calls } = await connectBench();
  await setHedge(venue.url, true);
  expect(await failureOf(broker.placeOrder(resting('a')))).toMatchObject({
    code: 'position-mode-mismatch',
    outcome: 'rejected',
    venue: { code: -4061 },
  });
  await until('the mode is read', () => calls.includes('GET /fapi/v1/accountConfig'));
  await until('orders of the new mode are taken', async () => {
    const [result] = await broker.placeOrders([resting('b', long)]);
    return result?.ok === true;
  });
});

test('a position mode that was changed elsewhere is read anew where we refuse for it', async () => {
  const { venue, broker } = await connectBench();
  await setHedge(venue.url, true);
  expect(await failureOf(broker.placeOrder(resting('a', long)))).toMatchObject({
    code: 'position-mode-mismatch',
    outcome: 'not-sent',
  });
  await until('orders of the new mode are taken', async () => {
    const [result] = await broker.placeOrders([resting('b', long)]);
    return result?.ok === true;
  });
});

test('positions prove the mode: a side that is held is never told as flat', async () => {
  const { venue, broker, add } = await connectBench();
  const other = add({ id: 'other' });
  await other.connect();
  await setHedge(venue.url, true);
  await until('the other one knows', async () => (await other.getPositionMode()) === 'hedge');
  await other.placeOrder(taking('in', long));
  expect(await failureOf(broker.getPosition('BTCUSDT'))).toMatchObject({ code: 'invalid-request' });
  expect((await broker.getPosition('BTCUSDT', 'long'))?.quantity.toFixed()).toBe('0.01');
  await broker.closePosition('BTCUSDT', { clientOrderId: id('close'), positionSide: 'long' });
  expect(await broker.getPositions()).toEqual([]);
});

test('a mode that may have been set, or not, is read anew', async () => {
  const { venue, broker } = await connectBench();
  venue.faults.add({ on: { path: '/fapi/v1/positionSide/dual' }, do: { kind: 'drop-after' } });
  expect(await failureOf(broker.setPositionMode('hedge'))).toMatchObject({ outcome: 'unknown' });
  await until('orders of the new mode are taken', async () => {
    const [result] = await broker.placeOrders([resting('b', long)]);
    return result?.ok === true;
  });
});

test('a mode that changed while the stream was down is read with all else', async () => {
  const { venue, broker } = await connectBench();
  venue.faults.plan(({ transport, path }) =>
    transport === 'stream' && path === 'ACCOUNT_CONFIG_UPDATE' ? { kind: 'close' } : null,
  );
  await setMultiAssets(venue.url, true);
  await until('entries are refused', async () => {
    const [result] = await broker.placeOrders([resting('a')]);
    return result?.ok === false && result.error.code === 'account-not-supported';
  });
});
