import { afterEach, expect, test } from 'vitest';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from './clock.ts';
import { createTelegramLoopback, type TelegramLoopback } from './index.ts';
import { type Answer, readAnswer, at } from './json.test.fixture.ts';

const USER = 1001;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

type Delivery = { readonly headers: IncomingMessage['headers']; readonly body: unknown };

async function receive(answer: (count: number) => { status: number; body?: string }) {
  const deliveries: Delivery[] = [];
  const hook: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      deliveries.push({ headers: request.headers, body: JSON.parse(text) });
      const { status, body = '' } = answer(deliveries.length);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => hook.close(resolve)));
  return { deliveries, url: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook` };
}

async function until(condition: () => boolean) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const call = async (server: TelegramLoopback, method: string, parameters: object): Promise<Answer> => {
  const response = await fetch(`${server.url}/bot${server.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return readAnswer(response);
};

test('updates are posted in order with the secret, and a method in the answer is run', async () => {
  const server = await createTelegramLoopback({ seed: 1 });
  closers.push(() => server.close());
  const reply = JSON.stringify({ method: 'sendMessage', chat_id: USER, text: 'by webhook' });
  const { deliveries, url } = await receive((count) => ({ status: 200, ...(count === 1 ? { body: reply } : {}) }));
  server.sendText(USER, 'waiting');
  await call(server, 'setWebhook', { url, secret_token: 'se-cret' });
  server.sendText(USER, 'next');
  await until(() => deliveries.length === 2);
  expect(deliveries.map(({ body }) => at(body, 'message', 'text'))).toEqual(['waiting', 'next']);
  expect(at(deliveries[0]?.headers, 'x-telegram-bot-api-secret-token')).toBe('se-cret');
  await server.waitForMessage(({ text }) => text === 'by webhook');
  await until(() => server.state().pendingUpdates.length === 0);
});

test('what is not answered 2xx is sent again later', async () => {
  const timers: (() => void)[] = [];
  const clock: Clock = {
    now: () => 1_795_000_000_000,
    schedule(_delayMs, callback) {
      timers.push(callback);
      return () => {};
    },
  };
  const server = await createTelegramLoopback({ seed: 1, clock });
  closers.push(() => server.close());
  const { deliveries, url } = await receive((count) => ({ status: count === 1 ? 503 : 200 }));
  await call(server, 'setWebhook', { url });
  server.sendText(USER, 'x');
  await until(() => timers.length === 1);
  const { result } = await call(server, 'getWebhookInfo', {});
  expect(result).toMatchObject({
    url,
    pending_update_count: 1,
    last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
  });
  server.sendText(USER, 'y');
  timers[0]?.();
  await until(() => server.state().pendingUpdates.length === 0);
  expect(deliveries.map(({ body }) => at(body, 'message', 'text'))).toEqual(['x', 'x', 'y']);
});

test('only loopback gets deliveries', async () => {
  const server = await createTelegramLoopback({ seed: 1 });
  closers.push(() => server.close());
  expect(await call(server, 'setWebhook', { url: 'https://example.com/hook' })).toMatchObject({
    error_code: 400,
    description: expect.stringContaining('loopback addresses only'),
  });
  expect(await call(server, 'setWebhook', { url: 'nonsense' })).toMatchObject({ error_code: 400 });
  expect(await call(server, 'setWebhook', { url: 'http://127.0.0.1:9/', secret_token: 'a b' })).toMatchObject({
    error_code: 400,
  });
});
