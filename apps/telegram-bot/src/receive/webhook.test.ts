import { afterEach, describe, expect, test } from 'vitest';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { JournalError } from '@perpdesk/journal/port';
import { createTelegramLoopback, type FaultRule } from '@perpdesk/telegram-loopback';
import { Api, GrammyError } from 'grammy';
import { createPoller } from './poller.ts';
import { createWebhook } from './webhook.ts';
import { showsSecret, webhookSecret } from './webhook-secret.ts';

const USER = 1000001;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function startTelegram(faults: readonly FaultRule[] = []) {
  const clock = createFakeClock(1_795_000_000_000);
  const telegram = await createTelegramLoopback({ users: [{ id: USER, name: 'Owner' }], clock });
  closers.push(() => telegram.close());
  telegram.addFaults(faults);
  const api = new Api(telegram.token, { apiRoot: telegram.url, timeoutSeconds: 5 });
  /** Lets requests come and go; `stepMs` of the desk's time pass between two looks. */
  const until = async (holds: () => boolean | Promise<boolean>, stepMs = 0) => {
    for (let look = 0; look < 1000; look += 1) {
      if (await holds()) return;
      await clock.advance(stepMs);
      await new Promise<void>((resolve) => void setTimeout(resolve, 2));
    }
    throw new Error('It did not come about.');
  };
  return { clock, telegram, api, until };
}

/** A webhook behind a plain HTTP server that checks the secret. */
async function startWebhook(faults: readonly FaultRule[] = []) {
  const world = await startTelegram(faults);
  const secret = webhookSecret(world.telegram.token);
  const stored: string[] = [];
  const statuses: number[] = [];
  const conflicts: number[] = [];
  let fails = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = showsSecret(request.headers, secret)
        ? webhook.take(Buffer.concat(chunks)).catch(() => 503)
        : Promise.resolve(401);
      void answer.then((status) => {
        statuses.push(status);
        response.writeHead(status).end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(() => resolve())));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram/updates`;
  const webhook = createWebhook({
    api: world.api,
    url,
    secret,
    async store(updates) {
      fails -= 1;
      if (fails >= 0) throw new JournalError('disk-full', 'The disk is full.');
      stored.push(...updates.map(({ message }) => message?.text ?? ''));
    },
    clock: world.clock,
    logger: silentLogger,
    timings: { backoffMs: 1_000, maxBackoffMs: 60_000 },
    onConflict: (waitMs) => void conflicts.push(waitMs),
  });
  webhook.start();
  closers.push(() => webhook.stop());
  const failNextStore = () => void (fails = 1);
  return { ...world, url, webhook, stored, statuses, conflicts, failNextStore };
}

describe('the webhook', () => {
  test('hands over what people write, in order, each once', async () => {
    const { telegram, stored, statuses, until, webhook, api, url } = await startWebhook();
    for (const text of ['one', 'two', 'three']) telegram.sendText(USER, text);
    await until(() => stored.length === 3);
    expect([stored, statuses, webhook.isHealthy]).toEqual([['one', 'two', 'three'], [200, 200, 200], true]);
    expect(await api.getWebhookInfo()).toMatchObject({ url, max_connections: 1, pending_update_count: 0 });
  });

  test('an update that could not be stored is posted again', async () => {
    const { telegram, stored, statuses, until, failNextStore } = await startWebhook();
    await until(async () => telegram.state().calls['setWebhook'] !== undefined);
    failNextStore();
    telegram.sendText(USER, 'hello');
    await until(() => stored.length === 1, 1_000);
    expect([stored, statuses]).toEqual([['hello'], [503, 200]]);
  });

  test.each<FaultRule>([
    { kind: 'server-error', method: 'setWebhook', times: 2 },
    { kind: 'rate-limit', method: 'setWebhook', times: 1, retryAfter: 1 },
  ])('is set in spite of $kind', async (fault) => {
    const { telegram, stored, until, webhook } = await startWebhook([fault]);
    telegram.sendText(USER, 'hello');
    await until(() => stored.length === 1, 500);
    expect(webhook.isHealthy).toBe(true);
  });

  test('that another program took is taken back, and that is told', async () => {
    const { api, url, clock, conflicts, until, stored, telegram } = await startWebhook();
    await until(async () => (await api.getWebhookInfo()).url === url);
    await api.deleteWebhook();
    await clock.advance(60_000);
    await until(() => conflicts.length === 1);
    telegram.sendText(USER, 'hello');
    await until(() => stored.length === 1);
    expect(conflicts).toEqual([60_000]);
  });

  test('takes nothing that is no update', async () => {
    const { webhook, stored } = await startWebhook();
    const bodies = ['', 'null', '[]', '{"update_id":"1"}', '{"update_id":1', '\uFFFD'].map((text) => Buffer.from(text));
    const answers = await Promise.all([...bodies, Buffer.from([0xff])].map((body) => webhook.take(body)));
    expect([new Set(answers), stored]).toEqual([new Set([400]), []]);
  });

  test('knows its secret, and no other', () => {
    const secret = webhookSecret('1:token');
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(secret).toBe(webhookSecret('1:token'));
    expect(secret).not.toBe(webhookSecret('2:token'));
    const shows = (value: string | undefined) =>
      showsSecret(value === undefined ? {} : { 'x-telegram-bot-api-secret-token': value }, secret);
    expect([shows(secret), shows(`${secret}a`), shows('a'.repeat(43)), shows(''), shows(undefined)]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

test('however updates come, the same kinds are asked for and none that waits is thrown away', async () => {
  const calls: (readonly [method: string, asked: unknown])[] = [];
  const note = (method: string, answer: unknown) => async (first: unknown, second?: unknown) => {
    calls.push([method, method === 'setWebhook' ? second : first]);
    return answer;
  };
  const conflict = { ok: false, error_code: 409, description: 'Conflict: a webhook is set' };
  let polls = 0;
  const getUpdates = async (request: unknown) => {
    await note('getUpdates', [])(request);
    polls += 1;
    if (polls === 1) throw new GrammyError('getUpdates', conflict as never, 'getUpdates', {});
    return new Promise<never>(() => {});
  };
  const api = {
    getUpdates,
    setWebhook: note('setWebhook', true),
    deleteWebhook: note('deleteWebhook', true),
    getWebhookInfo: note('getWebhookInfo', { url: 'elsewhere', pending_update_count: 0 }),
  } as never;
  const clock = createFakeClock(0);
  const base = { api, store: async () => {}, clock, logger: silentLogger, onConflict: () => {} };
  const waits = { backoffMs: 10, maxBackoffMs: 50 };
  const timings = { ...waits, pollSeconds: 1, conflictMs: 30 };
  createPoller({ ...base, timings, jitter: () => 0 }).start();
  createWebhook({ ...base, timings: waits, url: 'here', secret: 's' }).start();
  await clock.advance(60);
  expect([...new Set(calls.map(([method]) => method))].toSorted()).toEqual([
    'deleteWebhook',
    'getUpdates',
    'getWebhookInfo',
    'setWebhook',
  ]);
  const asked = calls.flatMap(([method, it]) => (method === 'getUpdates' || method === 'setWebhook' ? [it] : []));
  const kinds = ['message', 'callback_query', 'my_chat_member'];
  expect(asked).toEqual(Array(asked.length).fill(expect.objectContaining({ allowed_updates: kinds })));
  expect(calls.find(([method]) => method === 'getUpdates')).toMatchObject(['getUpdates', { offset: 0 }]);
  expect(JSON.stringify(calls)).not.toContain('drop_pending_updates');
});

test('a desk that polls again takes a webhook away that stands in its way', async () => {
  const { api, clock, telegram, until } = await startTelegram();
  await api.setWebhook('http://127.0.0.1:9/nobody', { secret_token: 'old' });
  const stored: string[] = [];
  const poller = createPoller({
    api,
    store: async (updates) => void stored.push(...updates.map(({ message }) => message?.text ?? '')),
    clock,
    logger: silentLogger,
    timings: { pollSeconds: 1, backoffMs: 10, maxBackoffMs: 50, conflictMs: 30 },
    jitter: () => 0,
    onConflict: () => {},
  });
  telegram.sendText(USER, 'hello');
  poller.start();
  closers.push(() => poller.stop());
  await until(() => stored.length === 1, 30);
  expect(await api.getWebhookInfo()).toMatchObject({ url: '' });
});
