import { expect, test } from '@jest/globals';
import { createSecret, embeddedConfig } from '@perpdesk/broker-config';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createTelegramLoopback } from '@perpdesk/telegram-loopback';
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
    { level: 'fine', line: 'chat: the page on this machine, 1 user, 1 chat' },
  ]);
});

test('a symbol that an account does not list is named', async () => {
  const config = await embeddedConfig({ folder: '/nowhere' });
  const routes = config.routes.map((route) => ({ ...route, symbols: ['BTCUSD', 'ETHUSDT'] }));
  expect(await checkProgram({ ...config, routes }, PORTS)).toContainEqual({
    level: 'fault',
    line: 'route demo: paper does not list BTCUSD',
  });
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
