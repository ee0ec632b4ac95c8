import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSecret, embeddedConfig } from '@perpdesk/broker-config';
import { BrokerError, silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { openJournal } from '@perpdesk/journal';
import { createTelegramLoopback } from '@perpdesk/telegram-loopback';
import { Api } from 'grammy';
import { checkProgram } from './check-program.ts';

const PORTS = {
  clock: createFakeClock(1),
  logger: silentLogger,
  random: (size: number) => Buffer.alloc(size),
  jitter: () => 0,
};

test('what is fine is said line by line', async () => {
  const config = await embeddedConfig({ folder: '/nowhere' });
  expect(await checkProgram(config, PORTS)).toEqual([
    { level: 'fine', line: 'PAPER paper: connected, 10000 USDT, one-way, as configured (its file is not read)' },
    { level: 'fine', line: 'route demo: chain, BTCUSDT, ETHUSDT on paper' },
    { level: 'fault', line: 'journal: its folder /nowhere is not there, or cannot be written' },
    { level: 'fine', line: 'chat: the page on this machine, 1 user, 1 chat' },
  ]);
});

test('the journal is read through: one that is new, sound, damaged or out of reach', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-check-'));
  const config = await embeddedConfig({ folder });
  const lineOf = async (journal = config.journal) =>
    (await checkProgram({ ...config, journal }, PORTS)).find(({ line }) => line.startsWith('journal: '));
  expect(await lineOf()).toEqual({ level: 'fine', line: 'journal: none yet, it is made at the start' });
  await (await openJournal(config.journal.url.reveal())).close();
  expect(await lineOf()).toEqual({ level: 'fine', line: 'journal: sqlite, sound, 0 alerts, 0 orders' });
  await writeFile(join(folder, 'perpdesk.db'), 'no database, and long enough to be looked at as one');
  expect(await lineOf()).toMatchObject({
    level: 'fault',
    line: expect.stringContaining('is damaged: file is not a database'),
  });
  const url = createSecret('postgres://desk:planted-password@127.0.0.1:1/desk');
  const away = await lineOf({ ...config.journal, engine: 'postgres', url });
  expect(away).toMatchObject({ level: 'fault', line: expect.stringContaining('127.0.0.1:1/desk cannot be reached') });
  expect(away?.line).not.toContain('planted-password');
  await rm(folder, { recursive: true });
});

test('a symbol that an account does not list is named', async () => {
  const config = await embeddedConfig({ folder: '/nowhere' });
  const routes = config.routes.map((route) => ({ ...route, symbols: ['BTCUSD', 'ETHUSDT'] }));
  expect(await checkProgram({ ...config, routes }, PORTS)).toContainEqual({
    level: 'fault',
    line: 'route demo: paper does not list BTCUSD',
  });
});

test('a route is not fine whose account could not be asked', async () => {
  const config = await embeddedConfig({ folder: '/nowhere' });
  const paper = () => {
    throw new BrokerError('network', { operation: 'connect', message: 'It is away.' });
  };
  expect(await checkProgram(config, PORTS, { factories: { paper } })).toMatchObject([
    { level: 'fault', line: 'PAPER paper: It is away.' },
    {
      level: 'warning',
      line: 'route demo: chain, BTCUSDT, ETHUSDT on paper; whether paper lists them could not be asked',
    },
    {},
    {},
  ]);
});

test('a bot that Telegram does not know is told from a network that gives no answer', async () => {
  const config = await embeddedConfig({ folder: '/nowhere' });
  const server = await createTelegramLoopback();
  const lineFor = async (token: string) => {
    const telegram = { ...config.telegram!, isLoopback: false, apiRoot: server.url, token: createSecret(token) };
    return (await checkProgram({ ...config, telegram }, PORTS)).at(-1)?.line;
  };
  expect(await lineFor(server.token)).toMatch(/^chat: @\w+, 1 user, 1 chat$/);
  expect(await lineFor('1:wrong')).toBe('chat: Telegram does not take the bot: Unauthorized');
  await server.close();
  expect(await lineFor(server.token)).toMatch(/^chat: no answer from Telegram; is the network there/);
});

test('a webhook that is set while the desk would poll is said, without its path', async () => {
  const config = await embeddedConfig({ folder: '/nowhere' });
  const server = await createTelegramLoopback();
  const telegram = { ...config.telegram!, isLoopback: false, apiRoot: server.url, token: createSecret(server.token) };
  const lines = async (webhookUrl: string | null) =>
    (await checkProgram({ ...config, telegram: { ...telegram, webhookUrl } }, PORTS)).slice(4);
  expect(await lines(null)).toEqual([]);
  expect(await lines('https://desk.example/telegram')).toMatchObject([
    { level: 'fine', line: 'chat: the webhook is set at the start; none is set now' },
  ]);
  await new Api(server.token, { apiRoot: server.url }).setWebhook('http://127.0.0.1:1/SECRET-PATH');
  expect(await lines(null)).toEqual([
    {
      level: 'warning',
      line: 'chat: a webhook to 127.0.0.1:1 is set while the file says polling: the desk takes it away at its start, and whoever it was for hears nothing any more',
    },
  ]);
  expect(await lines('https://desk.example/telegram')).toMatchObject([
    { line: 'chat: the webhook is set at the start; one to 127.0.0.1:1 is set now' },
  ]);
  await server.close();
});
