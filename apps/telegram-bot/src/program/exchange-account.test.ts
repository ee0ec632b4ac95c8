import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { PerpdeskConfig } from '@perpdesk/broker-config';
import { BrokerError, systemClock, type BrokerFactory, type BrokerFactoryOptions } from '@perpdesk/broker-core';
import { createFakeBroker, fakeAccount, type FakeBroker } from '@perpdesk/broker-core/testing';
import { checkProgram } from './check-program.ts';
import { secretsOf } from './config-secrets.ts';
import { createLogger } from './create-logger.ts';
import type { KeyRights } from './key-rights.ts';
import { createRedactor } from './redact.ts';
import { resolveConfig } from './resolve-config.ts';
import { startProgram } from './start-program.ts';

const SAFE: KeyRights = { canTradeFutures: true, canWithdraw: false, isIpRestricted: true };
const KEY = 'api-key-canary';
const SECRET = 'secret-key-canary';

const toEnd: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0).toReversed()) await end();
});

async function readConfig(account: string): Promise<PerpdeskConfig> {
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-account-'));
  toEnd.push(() => rm(folder, { recursive: true, force: true }));
  const text = `
brokers:
  main: { type: binance, credentials: { apiKey: { env: KEY }, secretKey: { env: SECRET } }, ${account} }
routes:
  trend: { token: { env: TOKEN }, brokers: [main], symbols: [BTCUSDT], size: { signal: "1" } }
server: { port: 0 }
`;
  const { result } = await resolveConfig({
    cwd: folder,
    configPath: join(folder, 'perpdesk.yaml'),
    env: { KEY, SECRET, TOKEN: 'a-token-for-this-test-only' },
    readFile: async () => text,
    fileMode: async () => null,
    exists: async () => true,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.config;
}

/** An exchange that says what the key may do, or does not answer. */
function exchange(rights: () => KeyRights | null) {
  const made: BrokerFactoryOptions[] = [];
  const brokers: FakeBroker[] = [];
  const written = () =>
    brokers
      .flatMap(({ calls }) => calls.map(({ method }) => method))
      .filter((it) => /^(set|place|amend|cancel|closeP)/.test(it));
  const binance: BrokerFactory = (options) => {
    made.push(options);
    const { environment } = options.settings as { readonly environment: 'live' | 'demo' };
    const broker = createFakeBroker({ id: options.id, environment, account: fakeAccount(), clock: systemClock });
    brokers.push(broker);
    return Object.assign(broker, { venue: 'binance', getKeyPermissions: async () => rights() });
  };
  return { factories: { binance }, made, written };
}

function portsWith(write: (line: string) => void, config: PerpdeskConfig) {
  const redact = createRedactor(secretsOf(config));
  return {
    clock: systemClock,
    logger: createLogger({ level: 'debug', destination: { write }, redact }),
    random: (size: number) => Buffer.alloc(size),
    jitter: () => 0,
  };
}

async function check(account: string, rights: KeyRights | null): Promise<readonly string[]> {
  const config = await readConfig(account);
  const { factories, written } = exchange(() => rights);
  const findings = await checkProgram(
    config,
    portsWith(() => {}, config),
    { factories },
  );
  expect(written()).toEqual([]);
  return findings.slice(0, -3).map(({ level, line }) => `${level}: ${line}`);
}

describe('the check of an account at an exchange', () => {
  const connected = (badge: string) =>
    expect.stringMatching(
      new RegExp(`^fine: ${badge} main: connected, 10000 USDT, one-way, 0 open positions, clock [+\u2212]\\d+ ms$`),
    );

  test('a demo account whose host does not tell what its key may do', async () => {
    expect(await check('environment: demo', null)).toEqual([
      connected('DEMO'),
      'fine: DEMO main: what its key may do is not told here',
    ]);
  });

  test('a live account with a safe key', async () => {
    expect(await check('environment: live', SAFE)).toEqual([
      connected('LIVE'),
      'fine: LIVE main: its key trades futures, cannot withdraw, works from named addresses alone',
    ]);
  });

  test('another position mode is announced, not set', async () => {
    expect((await check('settings: { positionMode: hedge, leverage: 20 }', SAFE))[0]).toContain(
      'one-way (hedge is set at the start), 0 open positions',
    );
  });

  test.each([
    [
      'live',
      { canWithdraw: true },
      'fault: LIVE main: The key of main may withdraw. Take that right from it at the exchange, or set allowWithdrawals: true.',
    ],
    [
      'live, allowWithdrawals: true',
      { canWithdraw: true },
      'warning: LIVE main: its key may withdraw, and the configuration accepts that',
    ],
    ['demo', { canWithdraw: true }, 'warning: DEMO main: its key may withdraw, and the configuration accepts that'],
    [
      'live',
      { isIpRestricted: false },
      "warning: LIVE main: its key works from any address. Bind it to this machine's.",
    ],
    ['live', { canTradeFutures: false }, 'fault: LIVE main: its key may not trade futures. Allow it at the exchange.'],
  ])('%s, %j', async (environment, rights, line) => {
    expect((await check(`environment: ${environment}`, { ...SAFE, ...rights })).slice(1)).toEqual([line]);
  });

  test('live without an answer on rights warns', async () => {
    expect((await check('environment: live', null))[1]).toBe(
      'warning: LIVE main: what its key may do is not told here',
    );
  });

  test.each([
    ['live', 'LIVE main: The key is wrong.'],
    ['demo', 'DEMO main: what its key may do is not told here'],
  ])('%s, where what the key may do cannot be read', async (environment, line) => {
    const config = await readConfig(`environment: ${environment}`);
    const broken = exchange(() => {
      throw new BrokerError('not-authorized', { operation: 'getKeyPermissions', message: 'The key is wrong.' });
    });
    const findings = await checkProgram(
      config,
      portsWith(() => {}, config),
      broken,
    );
    expect(findings).toContainEqual({ level: environment === 'live' ? 'fault' : 'fine', line });
  });

  test('the adapter is handed plain data, and its own secrets alone', async () => {
    const config = await readConfig('recvWindow: 10s, endpoints: { rest: "http://127.0.0.1:9000/" }');
    const { made, factories } = exchange(() => null);
    await checkProgram(
      config,
      portsWith(() => {}, config),
      { factories },
    );
    expect(made.map(({ id, settings }) => ({ id, settings }))).toEqual([
      {
        id: 'main',
        settings: {
          environment: 'demo',
          credentials: { apiKey: KEY, secretKey: SECRET },
          endpoints: { rest: 'http://127.0.0.1:9000' },
          recvWindowMs: 10_000,
        },
      },
    ]);
  });
});

describe('the start with an account at an exchange', () => {
  test('is refused for a live key that may withdraw, and lets go of everything; one that is bound to no address is logged', async () => {
    const config = await readConfig('environment: live');
    let log = '';
    const start = (rights: KeyRights) =>
      startProgram({
        config,
        ports: portsWith((line) => (log += line), config),
        alertsGraceMs: 0,
        ...exchange(() => rights),
      });
    await expect(start({ ...SAFE, canWithdraw: true })).rejects.toThrow('The key of main may withdraw.');
    const program = await start({ ...SAFE, isIpRestricted: false });
    toEnd.push(() => program.stop());
    expect(program.manager.health()).toMatchObject([{ brokerId: 'main', environment: 'live', isReady: true }]);
    expect(log).toContain('the key works from any address');
    expect(log).not.toContain('canary');
  });

  test('goes on where the configuration accepts it', async () => {
    const config = await readConfig('environment: live, allowWithdrawals: true');
    const ports = portsWith(() => {}, config);
    const program = await startProgram({
      config,
      ports,
      alertsGraceMs: 0,
      ...exchange(() => ({ ...SAFE, canWithdraw: true })),
    });
    toEnd.push(() => program.stop());
    expect(program.manager.view('main').isReady).toBe(true);
  });

  test('an account that could not be asked at first is refused later', async () => {
    const config = await readConfig('environment: live');
    let isUp = false;
    const rights = () => {
      if (isUp) return { ...SAFE, canWithdraw: true };
      throw new BrokerError('network', { operation: 'getKeyPermissions', message: 'No answer.' });
    };
    const program = await startProgram({
      config,
      ports: portsWith(() => {}, config),
      alertsGraceMs: 0,
      ...exchange(rights),
    });
    toEnd.push(() => program.stop());
    isUp = true;
    const health = () => program.manager.health()[0];
    for (let look = 0; look < 500 && health()?.lastError === 'No answer.'; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(health()).toMatchObject({ isReady: false, lastError: expect.stringContaining('may withdraw') });
  });
});

test('the hosts of Binance need no unsafeEndpoints, others do', async () => {
  const own = 'endpoints: { rest: "https://fapi.binance.com", stream: "wss://fstream.binancefuture.com" }';
  expect((await readConfig(own)).brokers[0]?.venue?.endpoints.rest).toBe('https://fapi.binance.com');
  await expect(readConfig('endpoints: { rest: "https://fapi.binance.example" }')).rejects.toThrow(
    '*.binancefuture.com',
  );
});
