import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { loadConfig, type PerpdeskConfig } from '@perpdesk/broker-config';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { createTelegramLoopback, type TelegramLoopback } from '@perpdesk/telegram-loopback';
import { webhookSecret } from '../receive/webhook-secret.ts';
import { startProgram, type Program } from './start-program.ts';

vi.setConfig({ testTimeout: 30_000 });

const USER = 1000001;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A webhook's address must be known before the desk listens. */
function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function configFor(telegram: TelegramLoopback, port: number, mode: string): Promise<PerpdeskConfig> {
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const text = `
brokers: { paper: {} }
routes: { demo: { token: a-token-for-this-test-only, brokers: [paper], symbols: [BTCUSDT], size: { signal: "1" }, relay: [desk] } }
telegram:
  token: "${telegram.token}"
  apiRoot: "${telegram.url}"
  mode: ${mode}
  webhook: { url: "http://127.0.0.1:${port}/telegram/updates" }
  users: { "${USER}": owner }
  chats: { desk: { id: "${USER}" } }
server: { port: ${port} }
journal: { url: "sqlite:desk.db" }
`;
  const result = await loadConfig({ path: join(folder, 'perpdesk.yaml'), env: {}, readFile: async () => text });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.config;
}

async function start(config: PerpdeskConfig): Promise<Program> {
  const random = (size: number) => randomBytes(size);
  const ports = { clock: systemClock, logger: silentLogger, random, jitter: () => 0.5 };
  const program = await startProgram({ config, ports, pollerTimings: { pollSeconds: 1 } });
  closers.push(() => program.stop());
  return program;
}

async function answerTo(telegram: TelegramLoopback, text: string, part: string): Promise<void> {
  telegram.sendText(USER, text);
  await telegram.waitForMessage((it) => it.from?.is_bot === true && (it.text ?? '').includes(part), {
    timeoutMs: 15_000,
  });
}

test('a desk with a webhook hears its people, lets nobody else in, and polls again when told so', async () => {
  const telegram = await createTelegramLoopback({ users: [{ id: USER, name: 'Owner' }] });
  closers.push(() => telegram.close());
  const port = await findFreePort();
  const config = await configFor(telegram, port, 'webhook');
  const first = await start(config);
  await answerTo(telegram, '/whoami', `${USER}`);
  expect(telegram.state().calls['getUpdates']).toBeUndefined();

  const forged = { update_id: 1, message: { message_id: 1, date: 1, chat: { id: USER, type: 'private' }, text: '/x' } };
  const post = (headers: Record<string, string>, body: string) =>
    fetch(`${first.url}/telegram/updates`, { method: 'POST', headers, body });
  expect((await post({}, JSON.stringify(forged))).status).toBe(401);
  const header = 'x-telegram-bot-api-secret-token';
  expect((await post({ [header]: 'guessed' }, JSON.stringify(forged))).status).toBe(401);
  expect((await post({ [header]: webhookSecret(telegram.token) }, 'nonsense')).status).toBe(400);
  await first.stop();

  // what comes while the desk is away is not lost
  telegram.sendText(USER, '/language de');
  await start(await configFor(telegram, port, 'polling'));
  await telegram.waitForMessage((it) => it.from?.is_bot === true && (it.text ?? '').includes('Deutsch'), {
    timeoutMs: 15_000,
  });
  await answerTo(telegram, '/help', '/panic');
  expect(telegram.state().calls['getUpdates']).toBeDefined();
});
