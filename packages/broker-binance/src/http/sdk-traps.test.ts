import { afterEach, expect, test, vi } from 'vitest';
import { BrokerError } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolveEndpoints } from '../endpoints.ts';
import { frameText, listenHttp, listenWs, until } from './loopback.test.fixture.ts';
import { failureOf, PLACE, READ, transportAt, WS_PLACE } from './transport.test.fixture.ts';

/** What the SDK's own clients get wrong (each numbered as in the decision record), shown to be right here. */
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const open of closing.splice(0).toReversed()) await open.close();
  vi.unstubAllEnvs();
});

async function bench(answer: (path: string) => readonly [status: number, body: string] = () => [200, '{}']) {
  const texts: string[] = [];
  const rest = await listenHttp((request, response) => {
    const [status, body] = answer(request.url ?? '');
    response.writeHead(status).end(body);
  });
  const wsApi = await listenWs((peer) => {
    peer.on('message', (data) => {
      texts.push(frameText(data));
      const { id } = JSON.parse(frameText(data)) as { readonly id: string };
      peer.send(`{"id":"${id}","status":200,"result":{"orderId":8389765519993908929}}`);
    });
  });
  const transport = transportAt({ rest: rest.host, wsApi: wsApi.host });
  closing.push(rest, wsApi, transport);
  transport.wsApi.start();
  await until(() => transport.wsApi.isReady);
  return { ...transport, requests: rest.requests, texts };
}

test('1: errors are errors, with the status that tells what they mean', async () => {
  const { rest } = await bench(() => [503, '<html>Service Unavailable.</html>']);
  const error = await failureOf(rest.call(PLACE));
  expect(error).toBeInstanceOf(BrokerError);
  expect(error).toMatchObject({ code: 'overloaded', outcome: 'not-sent' });
});

test('2: long ids are exact over both transports', async () => {
  const { rest, wsApi } = await bench(() => [200, '{"orderId":8389765519993908929}']);
  for (const answer of [await rest.call(READ), await wsApi.call(WS_PLACE)]) {
    expect(answer.body).toEqual({ orderId: '8389765519993908929' });
  }
});

test('3: what is undefined is not sent, numbers go as they were written', async () => {
  const { rest, wsApi, requests, texts } = await bench();
  const params = { price: undefined, quantity: '0.0000001' };
  await rest.call({ ...PLACE, params });
  await wsApi.call({ ...WS_PLACE, params });
  expect(requests[0]?.url).toContain('/fapi/v1/order?quantity=0.0000001&timestamp=');
  expect(JSON.parse(texts[0] ?? '')).toMatchObject({ params: { quantity: '0.0000001' } });
  expect(texts[0]).not.toMatch(/undefined|price/);
});

test('4: no proxy of the environment is followed', async () => {
  const proxy = await listenHttp((_request, response) => void response.writeHead(502).end());
  closing.push(proxy);
  vi.stubEnv('HTTP_PROXY', `http://${proxy.host}`);
  const { rest } = await bench();
  await rest.call(READ);
  expect(proxy.requests).toHaveLength(0);
});

test('5: limits are kept before they are broken', async () => {
  const { rest, requests } = await bench();
  const spent = await Promise.all([1, 2, 3].map(() => failureOf(rest.call({ ...PLACE, weight: 2_401 }))));
  for (const error of spent) expect(error).toMatchObject({ code: 'rate-limited', outcome: 'not-sent' });
  expect(requests).toHaveLength(0);
});

test('6: no timer stands before it is started or after it is closed', async () => {
  const clock = createFakeClock(0);
  const transport = transportAt({}, { clock });
  expect(clock.scheduledCount).toBe(0);
  transport.venueClock.start();
  expect(clock.scheduledCount).toBe(1);
  await transport.close();
  expect(clock.scheduledCount).toBe(0);
});

test('7: a client order id of ours goes as it is, in silence, and the parameters stay untouched', async () => {
  const { rest, wsApi, requests, texts } = await bench();
  const params = Object.freeze({ symbol: 'BTCUSDT', newClientOrderId: 'desk-1' });
  await rest.call({ ...PLACE, params });
  await wsApi.call({ ...WS_PLACE, params });
  await wsApi.call({ ...WS_PLACE, params: Object.freeze({ symbol: 'BTCUSDT' }) });
  expect(requests[0]?.url).toContain('newClientOrderId=desk-1');
  expect(texts[0]).toContain('"newClientOrderId":"desk-1"');
  expect(texts[1]).not.toContain('newClientOrderId');
});

test('12: loading it brings no client, no axios and no logger with it', () => {
  const script = "require('binance/lib/util/requestUtils.js'); console.log(Object.keys(require.cache).join(' '))";
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: import.meta.dirname });
  const loaded = stdout.toString();
  expect(loaded).toContain('requestUtils.js');
  for (const part of ['axios', 'usdm-client', 'websocket-client', 'logger']) expect(loaded).not.toContain(part);
  expect(readFileSync(`${import.meta.dirname}/load-sdk.ts`, 'utf8')).not.toMatch(/^import (?!type)/m);
});

test('13: the hosts are ours to say, one by one', () => {
  expect(resolveEndpoints('live')).toEqual({
    rest: 'https://fapi.binance.com',
    stream: 'wss://fstream.binance.com',
    wsApi: 'wss://ws-fapi.binance.com',
  });
  const demo = resolveEndpoints('demo', { stream: 'wss://demo-fstream.binance.com/', rest: 'http://127.0.0.1:9000//' });
  expect(demo).toEqual({
    rest: 'http://127.0.0.1:9000',
    stream: 'wss://demo-fstream.binance.com',
    wsApi: 'wss://testnet.binancefuture.com',
  });
});
