import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTelegramLoopback, type TelegramLoopback } from './index.ts';

const ALICE = 1001;
const GROUP = -1000000000123;
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const REFUSED = {
  ok: false,
  error_code: 400,
  description: 'Bad Request: ephemeral messages are not supported by this server',
};
let server: TelegramLoopback;
beforeAll(async () => {
  server = await createTelegramLoopback({
    seed: 1,
    users: [{ id: ALICE, name: 'Alice' }],
    chats: [{ id: GROUP, title: 'Desk' }],
  });
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const post = async (method: string, fields: Readonly<Record<string, string | Blob>>): Promise<unknown> => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return (await fetch(`${server.url}/bot${server.token}/${method}`, { method: 'POST', body })).json();
};
const send = async (parameters: object): Promise<unknown> => {
  const response = await fetch(`${server.url}/bot${server.token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: GROUP, text: 'balance 5', ...parameters }),
  });
  return response.json();
};
const posted = () => server.state().chats.flatMap(({ messages }) => messages);

test.each<[string, unknown]>([
  ['an object', { receiver_user_id: ALICE }],
  ['an object with a tap', { receiver_user_id: ALICE, callback_query_id: '4' }],
  ['JSON text', JSON.stringify({ receiver_user_id: ALICE })],
  ['an empty object', {}],
  ['broken text', '{'],
])('a text for one member is refused and not posted: %s', async (_name, parameters) => {
  expect(await send({ ephemeral_message_parameters: parameters })).toEqual(REFUSED);
  expect(await send({ chat_id: ALICE, ephemeral_message_parameters: parameters })).toEqual(REFUSED);
  expect(posted()).toEqual([]);
});

test.each([
  ['sendPhoto', 'photo'],
  ['sendDocument', 'document'],
])('%s for one member is refused and not posted', async (method, field) => {
  const ephemeral = JSON.stringify({ receiver_user_id: ALICE });
  const file = new File([Buffer.from(PNG, 'base64')], 'balance.png');
  const fields = { chat_id: String(GROUP), [field]: file };
  expect(await post(method, { ...fields, ephemeral_message_parameters: ephemeral })).toEqual(REFUSED);
  expect(posted()).toEqual([]);
  expect(await post(method, fields)).toMatchObject({ ok: true });
});

test('no parameters of that kind, null or empty text, is an ordinary message', async () => {
  expect(await send({})).toMatchObject({ ok: true });
  expect(await send({ ephemeral_message_parameters: null })).toMatchObject({ ok: true });
  expect(await send({ ephemeral_message_parameters: '' })).toMatchObject({ ok: true });
  expect(posted()).toHaveLength(3);
});
