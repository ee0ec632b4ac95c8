import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { loadConfig } from '@perpdesk/broker-config';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { createTestDatabase, NO_POSTGRES } from '@perpdesk/journal/testing';
import { createTelegramLoopback } from '@perpdesk/telegram-loopback';
import { webhookSecret } from '../receive/webhook-secret.ts';
import { startProgram, type Program } from './start-program.ts';

const TIMEOUT = 120_000;
const USER = 1000001;
const suite = NO_POSTGRES === null ? describe : describe.skip;

const closers: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
}, TIMEOUT);

async function start(telegram: { readonly token: string; readonly url: string }, journal: string): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const text = `
brokers: { paper: {} }
routes: {}
telegram:
  token: "${telegram.token}"
  apiRoot: "${telegram.url}"
  mode: webhook
  webhook: { url: "http://127.0.0.1:1/telegram/updates" }
  users: { "${USER}": owner }
server: { port: 0 }
journal: { url: "${journal}" }
`;
  const result = await loadConfig({ path: join(folder, 'perpdesk.yaml'), env: {}, readFile: async () => text });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  const random = (size: number) => randomBytes(size);
  const ports = { clock: systemClock, logger: silentLogger, random, jitter: () => 0.5 };
  const program = await startProgram({ config: result.config, ports });
  closers.push(() => program.stop());
  return program;
}

suite(`two desks behind one address${NO_POSTGRES === null ? '' : ` (${NO_POSTGRES})`}`, () => {
  test(
    'what Telegram posts to the one that stands by is carried out by the one that has the chat',
    async () => {
      const telegram = await createTelegramLoopback({ users: [{ id: USER, name: 'Owner' }] });
      closers.push(() => telegram.close());
      const { url } = await createTestDatabase();
      await start(telegram, url);
      const second = await start(telegram, url);
      expect(second.isStandingBy).toBe(true);
      let updateId = 9_000_000;
      const post = (text: string) => {
        const chat = { id: USER, type: 'private', first_name: 'Owner' };
        const from = { id: USER, is_bot: false, first_name: 'Owner' };
        const date = Math.floor(Date.now() / 1000);
        const message = { message_id: 1, date, chat, from, text };
        const headers = { 'x-telegram-bot-api-secret-token': webhookSecret(telegram.token) };
        const body = JSON.stringify({ update_id: (updateId += 1), message });
        return fetch(`${second.url}/telegram/updates`, { method: 'POST', headers, body });
      };
      expect((await post('/whoami')).status).toBe(200);
      await telegram.waitForMessage((it) => it.from?.is_bot === true && (it.text ?? '').includes(`${USER}`), {
        timeoutMs: 15_000,
      });
      // a code is stored nowhere: Telegram posts it again
      expect((await post('/code 123456')).status).toBe(503);
    },
    TIMEOUT,
  );
});
