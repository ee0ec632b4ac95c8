import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { formatConfigErrors, formatConfigWarnings, loadConfig } from '@perpdesk/broker-config';
import { checkProgram } from '../program/check-program.ts';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { BROKER_HOSTS, BROKER_TYPES } from '../program/broker-types.ts';
import type { InitWishes } from './init-wishes.ts';
import { createInitFiles } from './init-files.ts';
import { runInit } from './run-init.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A folder, and what a person answers, in order; `null`: nobody sits there. */
async function bench(answers: readonly string[] | null) {
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-init-'));
  folders.push(folder);
  const path = join(folder, 'perpdesk.yaml');
  const said: string[] = [];
  const asked: string[] = [];
  const left = [...(answers ?? [])];
  return {
    folder,
    path,
    asked,
    said: () => said.join('\n'),
    run: (wishes: InitWishes = {}) =>
      runInit(path, wishes, {
        ...createInitFiles(),
        random: (size) => new Uint8Array(size).fill(7),
        ask:
          answers === null
            ? null
            : async (question, isSecret) => {
                asked.push(`${isSecret ? '*' : ''}${question.split(' (')[0]?.split(' [')[0] ?? ''}`);
                return left.shift() ?? '';
              },
        say: (text) => void said.push(text),
        complain: (text) => void said.push(text),
      }),
    read: (name = 'perpdesk.yaml') => readFile(join(folder, name), 'utf8'),
    load: (env: Readonly<Record<string, string>> = {}) =>
      loadConfig({
        path,
        env,
        readFile: (file) => readFile(file, 'utf8'),
        fileMode: async (file) => (await stat(file)).mode & 0o777,
        knownBrokerTypes: BROKER_TYPES,
        brokerHosts: BROKER_HOSTS,
      }),
  };
}

const ENV = { BINANCE_API_KEY: 'key', BINANCE_SECRET_KEY: 'secret', TELEGRAM_BOT_TOKEN: '1:a' };
const KINDS: readonly (readonly [string, InitWishes])[] = [
  ['nothing said', {}],
  ['a paper account with Telegram', { broker: 'paper', owner: '4711' }],
  ['Binance, demo', { broker: 'binance', symbols: ['SOLUSDT'], owner: '4711' }],
  ['Binance, live', { broker: 'binance', environment: 'live', owner: '4711' }],
];

test.each(KINDS)('what it writes is a configuration without a warning: %s', async (_title, wishes) => {
  const { run, load } = await bench(null);
  expect(await run(wishes)).toBe(0);
  const result = await load(ENV);
  expect(result.ok ? formatConfigWarnings(result.warnings) : formatConfigErrors(result.errors)).toBe('');
});

test('editors find the keys where the schema is there', async () => {
  const { run, read, folder, load } = await bench(null);
  const at = join(folder, 'node_modules/@perpdesk/broker-config');
  await mkdir(at, { recursive: true });
  await writeFile(join(at, 'schema.json'), '{}');
  expect(await run({ symbols: ['solusdt'] })).toBe(0);
  const [first] = (await read()).split('\n');
  expect(first).toBe('# yaml-language-server: $schema=./node_modules/@perpdesk/broker-config/schema.json');
  const result = await load();
  expect(result.ok && result.config.routes[0]?.symbols).toEqual(['SOLUSDT']);
});

test('perpdesk check accepts it', async () => {
  const { run, load } = await bench(null);
  await run();
  const result = await load();
  if (!result.ok) throw new Error(formatConfigErrors(result.errors));
  const ports = {
    clock: systemClock,
    logger: silentLogger,
    random: (size: number) => new Uint8Array(size),
    jitter: () => 0,
  };
  expect((await checkProgram(result.config, ports)).filter(({ level }) => level !== 'fine')).toEqual([]);
});

test('asks for what is not said; secrets go into files that only their owner reads, never into the YAML', async () => {
  const { run, read, folder, asked, load, said } = await bench([
    'binance',
    'live',
    'binance',
    'ethusdt',
    '4711',
    'my-api-key',
    '',
    '99:token',
  ]);
  expect(await run()).toBe(0);
  expect(asked).toEqual([
    'Which account',
    'Where',
    'Orders will cost real money. Type binance for live, nothing for demo: ',
    'Instruments',
    'Your numeric Telegram id',
    '*binance-api-key',
    '*binance-secret-key',
    '*telegram-token',
  ]);
  const text = await read();
  expect(text).not.toMatch(/my-api-key|99:token/);
  expect(said()).not.toMatch(/my-api-key|99:token/);
  for (const name of ['binance-api-key', 'telegram-token', 'trend-token']) {
    expect((await stat(join(folder, 'secrets', name))).mode & 0o777).toBe(0o600);
  }
  expect((await stat(join(folder, 'secrets'))).mode & 0o777).toBe(0o700);
  expect(said()).toContain('Set the environment variable BINANCE_SECRET_KEY');
  const result = await load({ BINANCE_SECRET_KEY: 'secret' });
  expect(result.ok && result.config.brokers[0]?.venue?.credentials?.apiKey.reveal()).toBe('my-api-key');
  expect(result.ok && result.config.routes[0]).toMatchObject({ symbols: ['ETHUSDT'], execute: 'ask' });
});

test.each([
  ['binance', 'live'],
  ['yes', 'demo'],
  ['', 'demo'],
])('live is for whoever types the name of the account: %j stays on %s', async (typed, environment) => {
  const { run, read, said } = await bench([typed, '', '4711', '', '', '']);
  expect(await run({ environment: 'live' })).toBe(0);
  expect(await read()).toContain(`environment: ${environment} #`);
  expect(said().includes('demo')).toBe(environment === 'demo');
});

test('asks again where an answer is none of the words', async () => {
  const { run, asked } = await bench(['bitmex', 'paper', '', '']);
  expect(await run()).toBe(0);
  expect(asked.filter((question) => question === 'Which account')).toHaveLength(2);
});

test('writes nothing over what is there', async () => {
  const first = await bench(null);
  await writeFile(first.path, 'mine');
  expect(await first.run()).toBe(2);
  expect(await first.read()).toBe('mine');
  expect(first.said()).toContain('is not written over');

  const second = await bench(null);
  await mkdir(join(second.folder, 'secrets'));
  await writeFile(join(second.folder, 'secrets', 'trend-token'), 'mine');
  expect(await second.run()).toBe(2);
  await expect(second.read()).rejects.toThrow('ENOENT');
});

test('answers that make no configuration write nothing', async () => {
  const { run, read, said } = await bench(null);
  expect(await run({ owner: '@anna' })).toBe(2);
  expect(said()).toContain('expected a Telegram user id in quotes');
  await expect(read()).rejects.toThrow('ENOENT');
});
