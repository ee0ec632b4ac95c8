import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from 'node:http';
import { createTelegramLoopback, type TelegramLoopback } from './index.ts';
import { at, isRow, numberAt, type Row, rowsAt } from './json.test.fixture.ts';

const USER = 1001;
let server: TelegramLoopback;
beforeAll(async () => {
  server = await createTelegramLoopback({ seed: 1, maxBodyBytes: 100_000 });
});
afterAll(() => server.close());

const api = (path: string) => `${server.url}/bot${server.token}/${path}`;
const json = async (response: Response): Promise<Row> => {
  const body: unknown = await response.json();
  return { status: response.status, ...(isRow(body) ? body : {}) };
};
const lastText = () => server.messages(USER).at(-1)?.text;

describe('a call', () => {
  test('comes by query, form, JSON or multipart, in any letter case', async () => {
    await fetch(api(`SENDMESSAGE?chat_id=${USER}&text=query`));
    expect(lastText()).toBe('query');
    await fetch(api('sendMessage'), {
      method: 'POST',
      body: new URLSearchParams({ chat_id: String(USER), text: 'form +é' }),
    });
    expect(lastText()).toBe('form +é');
    const form = new FormData();
    form.set('chat_id', String(USER));
    form.set('text', 'multipart');
    form.set('reply_markup', JSON.stringify({ inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] }));
    await fetch(api('sendMessage'), { method: 'POST', body: form });
    expect(server.messages(USER).at(-1)).toMatchObject({
      text: 'multipart',
      reply_markup: { inline_keyboard: [[{ text: 'b' }]] },
    });
  });

  test('with a wrong token, path or body is refused as Telegram refuses it', async () => {
    expect(await json(await fetch(`${server.url}/bot1:wrong/getMe`))).toEqual({
      status: 401,
      ok: false,
      error_code: 401,
      description: 'Unauthorized',
    });
    expect(await json(await fetch(`${server.url}/botnonsense/getMe`))).toMatchObject({
      status: 404,
      description: 'Not Found',
    });
    expect(await json(await fetch(`${server.url}/nowhere`))).toMatchObject({ status: 404, ok: false });
    const headers = { 'content-type': 'application/json' };
    expect(await json(await fetch(api('getMe'), { method: 'POST', headers, body: '{' }))).toMatchObject({
      status: 400,
      ok: false,
    });
    expect(await json(await fetch(api('getMe'), { method: 'POST', headers, body: '' }))).toMatchObject({
      status: 200,
      ok: true,
    });
    const large = JSON.stringify({ text: 'x'.repeat(100_001) });
    expect(await json(await fetch(api('sendMessage'), { method: 'POST', headers, body: large }))).toEqual({
      status: 413,
      ok: false,
      error_code: 413,
      description: 'Request Entity Too Large',
    });
    const form = new FormData();
    form.set('document', new Blob(['x'.repeat(100_001)]), 'x.txt');
    expect(await json(await fetch(api('sendDocument'), { method: 'POST', body: form }))).toMatchObject({ status: 413 });
  });
});

function statusOf(path: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, server.url), { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('a web page elsewhere', () => {
  test.each<[string, string, Record<string, string>, string, number]>([
    ['a rebound name', '/__control/state', { host: 'evil.example:80' }, 'GET', 421],
    ['a foreign origin', '/__control/state', { origin: 'https://evil.example' }, 'GET', 403],
    ['a sandboxed origin', '/__control/state', { origin: 'null' }, 'GET', 403],
    ['a cross-site fetch', '/__control/state', { 'sec-fetch-site': 'cross-site' }, 'GET', 403],
    ['another port of this machine', '/__page/events', { 'sec-fetch-site': 'same-site' }, 'GET', 403],
    [
      'a link to the API',
      '/bot1:x/getMe',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      'GET',
      403,
    ],
    ['a link to the page', '/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 'GET', 200],
    ['a form', '/__control/act', { 'content-type': 'text/plain' }, 'POST', 415],
    ['a preflight', '/__control/act', { origin: 'https://evil.example' }, 'OPTIONS', 403],
    ['localhost by name', '/__control/state', { host: 'localhost:1' }, 'GET', 200],
  ])('%s', async (_what, path, headers, method, status) => {
    expect(await statusOf(path, headers, method)).toBe(status);
  });

  test('never finds the server on an outer address by mistake', async () => {
    await expect(createTelegramLoopback({ host: '0.0.0.0' })).rejects.toThrow('allowRemote');
  });
});

describe('the control door', () => {
  const control = async (path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') =>
    json(
      await fetch(`${server.url}/__control/${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }),
    );

  test('sets, shows and clears faults', async () => {
    const added = await control('faults', {
      faults: [{ kind: 'rate-limit', method: 'getMe', retryAfter: 3, times: 1 }],
    });
    expect(added.faults).toEqual([
      { id: expect.any(Number), hits: 0, kind: 'rate-limit', method: 'getMe', retryAfter: 3, times: 1 },
    ]);
    expect(await json(await fetch(api('getMe')))).toMatchObject({ status: 429, parameters: { retry_after: 3 } });
    expect(await json(await fetch(api('getMe')))).toMatchObject({ status: 200 });
    expect(at((await control('faults')).faults, 0, 'hits')).toBe(1);
    expect((await control('faults', undefined, 'DELETE')).faults).toEqual([]);
    expect(await control('faults', [{ kind: 'meteor' }])).toMatchObject({
      status: 400,
      error: expect.stringContaining('kind'),
    });
    expect(await control('faults', [{ kind: 'delay', dealyMs: 1 }])).toMatchObject({
      error: expect.stringContaining('dealyMs: unknown field'),
    });
  });

  test('moves the clock', async () => {
    const before = await control('clock');
    const after = await control('clock', { advanceMs: 3_600_000 });
    expect(numberAt(after, 'offsetMs') - numberAt(before, 'offsetMs')).toBe(3_600_000);
    const message = await json(await fetch(api(`sendMessage?chat_id=${USER}&text=later`)));
    expect(numberAt(message, 'result', 'date') * 1000 - Date.now() > 3_500_000).toBe(true);
    expect((await control('clock', { offsetMs: 0 })).offsetMs).toBe(0);
  });

  test('acts for people, shows the state and resets it', async () => {
    const acted = await control('act', { act: 'send-text', userId: USER, text: '/start' });
    expect(acted.message).toMatchObject({ text: '/start', entities: [{ type: 'bot_command', offset: 0, length: 6 }] });
    const state = await control('state');
    expect(at(state.calls, 'sendMessage', 'ok')).toBeGreaterThan(0);
    expect(at(rowsAt(state, 'pendingUpdates').at(-1), 'message', 'text')).toBe('/start');
    expect(await control('act', { act: 'send-text', userId: 5, text: 'x' })).toMatchObject({
      status: 400,
      error: 'userId: there is no user 5',
    });
    expect(await control('act', { act: 'fly' })).toMatchObject({ status: 400 });
    const reset = await control('state', { reset: true });
    expect([reset.pendingUpdates, reset.calls, server.messages(USER)]).toEqual([[], {}, []]);
    const next = await control('act', { act: 'send-text', userId: USER, text: 'x' });
    expect(at(next.message, 'message_id')).toBeGreaterThan(numberAt(acted, 'message', 'message_id'));
  });
});
