import { describe, expect, test } from 'vitest';
import { Decimal, decimal } from '@perpdesk/broker-core';
import { inspect } from 'node:util';
import { EMBEDDED_CONFIG_TEXT, embeddedConfig } from './embedded-config.ts';
import { formatConfigErrors, formatConfigWarnings } from './errors/format-config-errors.ts';
import { loadConfig, type LoadConfigOptions } from './load-config.ts';

const ENV = {
  KEY_A: 'key-of-a',
  SECRET_A: 'secret-of-a',
  KEY_B: 'key-of-b',
  HOOK_1: 'first-hook-0123456789',
  HOOK_2: 'second-hook-0123456789',
  BOT: '111:abcdef',
};

function load(files: Readonly<Record<string, string>>, options: Partial<LoadConfigOptions> = {}) {
  const readFile = (path: string) => {
    const text = files[path];
    return text === undefined ? Promise.reject(new Error('no such file')) : Promise.resolve(text);
  };
  return loadConfig({ path: 'desk/perpdesk.yaml', env: ENV, readFile, ...options });
}

async function loaded(text: string, options: Partial<LoadConfigOptions> & { files?: Record<string, string> } = {}) {
  const result = await load({ 'desk/perpdesk.yaml': text, ...options.files }, options);
  if (!result.ok) throw new Error(formatConfigErrors(result.errors));
  return result;
}

async function refused(text: string, files: Readonly<Record<string, string>> = {}) {
  const result = await load({ 'desk/perpdesk.yaml': text, ...files });
  return result.ok ? [] : result.errors.map(({ line, column, path, kind }) => `${line}:${column} ${path} ${kind}`);
}

describe('whole files', () => {
  test('a paper desk with a chat page', async () => {
    const { config, warnings } = await loaded(`
brokers: { paper: { settings: { balances: { USDT: "5000" }, seed: 7, leverage: 5, positionMode: hedge } } }
routes:
  first: { token: a-token-for-this-test-only, brokers: [paper], symbols: [ETHUSDT], size: { signal: "0.5" }, relay: [room] }
telegram: { loopback: true, users: { "42": owner }, chats: { room: { id: "42" } } }
server: { port: 0 }
journal: { url: "sqlite:data/desk.db" }
`);
    expect(formatConfigWarnings(warnings)).toBe(
      'desk/perpdesk.yaml:4:19  routes.first.token  A secret stands in the file as it is: write { env: NAME } or { file: PATH }.',
    );
    const [broker] = config.brokers;
    expect(broker).toMatchObject({
      id: 'paper',
      type: 'paper',
      isEnabled: true,
      environment: 'paper',
      accountSettings: { leverage: 5, positionMode: 'hedge', symbols: {}, tradedSymbols: ['ETHUSDT'] },
      venue: null,
    });
    expect(broker?.paper?.balances['USDT']?.toFixed()).toBe('5000');
    expect(broker?.paper?.fees.taker.toFixed()).toBe('0.0005');
    const [route] = config.routes;
    expect(route).toMatchObject({ id: 'first', mode: 'chain', secret: null, stopLoss: null, relay: ['room'] });
    expect(route?.tokens[0]?.reveal()).toBe('a-token-for-this-test-only');
    expect(route?.size).toMatchObject({ type: 'signal' });
    expect(route?.limits).toMatchObject({ maxAgeMs: 120_000, maxNotional: null, sides: ['long', 'short'] });
    expect(config.telegram).toEqual({
      isLoopback: true,
      token: null,
      apiRoot: null,
      webhookUrl: null,
      users: [{ id: '42', role: 'owner', brokers: null, totp: null }],
      approval: {
        codeFrom: { owner: null, trader: null },
        secondFrom: { owner: null, trader: null },
        withinMs: 600_000,
        chat: null,
      },
      language: 'en',
      timeZone: 'UTC',
      chats: [{ name: 'room', id: '42', topic: null, notify: {}, language: null, timeZone: null, summaryAt: '08:00' }],
    });
    expect(config.server).toEqual({ host: '127.0.0.1', port: 0, trustedProxies: [], metrics: true });
    expect(config.journal).toMatchObject({ engine: 'sqlite', label: 'desk/data/desk.db', file: 'desk/data/desk.db' });
    expect(config.journal.url.reveal()).toBe('sqlite:desk/data/desk.db');
  });

  test('a route that only tells, in any dialect, beside one that trades the same instrument', async () => {
    const { config } = await loaded(`
brokers: { paper: {} }
routes:
  first: { token: { env: HOOK_1 }, dialect: threecommas, brokers: [paper], symbols: [ETHUSDT], size: { signal: "1" } }
  news: { token: { env: HOOK_2 }, dialect: okx, mode: notify, brokers: [paper], symbols: [ETHUSDT], size: { signal: "1" } }
telegram: { loopback: true, users: { "42": owner } }
`);
    expect(config.routes.map(({ mode, dialect }) => [mode, dialect])).toEqual([
      ['chain', 'threecommas'],
      ['notify', 'okx'],
    ]);
  });

  test('one account at an exchange: its type and the targets are refused, nothing else', async () => {
    const text = `
brokers:
  acc:
    type: binance
    environment: demo
    credentials: { apiKey: { env: KEY_A }, secretKey: { env: SECRET_A } }
    settings: { leverage: 8, marginType: cross, positionMode: one-way }
    endpoints: { rest: "http://127.0.0.1:7000", stream: "ws://127.0.0.1:7000", wsApi: "ws://127.0.0.1:7000" }
routes:
  main:
    token: { env: HOOK_1 }
    mode: chain
    execute: auto
    brokers: [acc]
    symbols: [SOLUSDT]
    size: { signal: "2" }
    protect: { stopLoss: { percent: "2" }, takeProfits: [{ percent: "1", share: "30%" }, { percent: "3" }] }
    relay: [room]
telegram:
  token: { env: BOT }
  apiRoot: "http://127.0.0.1:7001"
  users: { "7": owner, "8": viewer }
  chats: { room: { id: "7" } }
server: { host: 127.0.0.1, port: 7002 }
journal: { url: "sqlite:j.db" }
`;
    expect(await refused(text)).toEqual(['4:11 brokers.acc.type invalid']);
    const { config } = await loaded(text, { knownBrokerTypes: ['paper', 'binance'] });
    expect(config.brokers[0]?.venue?.credentials?.secretKey?.reveal()).toBe('secret-of-a');
    expect(config.brokers[0]?.venue?.endpoints.wsApi).toBe('ws://127.0.0.1:7000');
    expect(config.routes[0]?.stopLoss).toMatchObject({ triggerBy: 'mark' });
    expect(JSON.parse(JSON.stringify(config.routes[0]?.takeProfits))).toEqual([
      { at: { basis: 'percent', percent: '1' }, share: '30' },
      { at: { basis: 'percent', percent: '3' }, share: null },
    ]);
    expect(config.telegram?.apiRoot).toBe('http://127.0.0.1:7001');
  });

  test('three accounts and two routes: a type of broker that is not known is refused by name, nothing else', async () => {
    const text = `
brokers:
  big: { type: binance, environment: demo, credentials: { apiKey: { env: KEY_A }, secretKey: { env: SECRET_A } }, settings: { leverage: 10, positionMode: hedge } }
  small: { type: binance, environment: demo, credentials: { apiKey: { env: KEY_B }, secretKey: { file: small.key } }, settings: { marginType: isolated } }
  paper: { settings: { volatility: "0", prices: { BTCUSDT: "50000" } } }
routes:
  one: { token: { env: HOOK_1 }, brokers: [big, { name: small, factor: "0.25" }, paper], symbols: [BTCUSDT], size: { equityPercentNotional: "10" }, limits: { maxNotional: "9000", dailyLoss: "100" }, relay: [room] }
  two: { token: { env: HOOK_2 }, mode: target, execute: ask, brokers: [big], symbols: [ETHUSDT], size: { riskPercent: "1" }, protect: { stopLoss: { percent: "3" } }, relay: [room] }
telegram: { token: { env: BOT }, users: { "7": owner, "9": { role: trader, brokers: [small] } }, chats: { room: { id: "-100777", topic: 3, notify: { order.filled: loud } } } }
journal: { url: "sqlite:j.db" }
`;
    expect(await refused(text, { 'desk/small.key': 'k' })).toEqual([
      '3:16 brokers.big.type invalid',
      '4:18 brokers.small.type invalid',
    ]);
    const { config, warnings } = await loaded(text, {
      knownBrokerTypes: ['paper', 'binance'],
      files: { 'desk/small.key': ' from-a-file\n' },
      fileMode: async () => 0o100_644,
    });
    expect(config.brokers[1]?.venue?.credentials?.secretKey?.reveal()).toBe('from-a-file');
    expect(config.telegram?.chats).toMatchObject([
      { name: 'room', id: '-100777', topic: 3, notify: { 'order.filled': 'loud' } },
    ]);
    expect(warnings.map(({ path, message }) => [path, message])).toEqual([
      ['brokers.small.credentials.secretKey', 'Others may read the file of this secret: make it mode 0600.'],
    ]);
    expect(config.routes[0]?.brokers.map(({ brokerId, factor }) => [brokerId, factor.toFixed()])).toEqual([
      ['big', '1'],
      ['small', '0.25'],
      ['paper', '1'],
    ]);
    expect(config.routes[1]).toMatchObject({ mode: 'target', execute: 'ask', size: { type: 'risk-percent' } });
    expect(config.telegram?.users[1]).toEqual({ id: '9', role: 'trader', brokers: ['small'], totp: null });
    expect(config.brokers[0]?.accountSettings.tradedSymbols).toEqual(['BTCUSDT', 'ETHUSDT']);
  });

  test('what is watched: levels of an account, silence of a route, the hour of a summary, a webhook', async () => {
    const { config } = await loaded(`
brokers:
  paper: { warnings: { liquidation: "8", stop: "0.5", dayDrawdown: "3", hysteresis: "10" } }
routes:
  a: { token: { env: HOOK_1 }, brokers: [paper], symbols: [ETHUSDT], size: { signal: "1" }, silence: { bars: 20, bar: 15m } }
  b: { token: { env: HOOK_2 }, brokers: [paper], symbols: [BTCUSDT], size: { signal: "1" }, silence: { after: 3d } }
telegram:
  token: { env: BOT }
  mode: webhook
  webhook: { url: "https://desk.example:8443/telegram/updates" }
  users: { "42": owner }
  chats: { room: { id: "42", summaryAt: "21:30" } }
`);
    const warnings = Object.entries(config.brokers[0]?.warnings ?? {}).map(([name, level]) => [
      name,
      level?.toFixed() ?? null,
    ]);
    expect(Object.fromEntries(warnings)).toEqual({
      liquidationPercent: '8',
      stopPercent: '0.5',
      marginPercent: '80',
      dayDrawdownPercent: '3',
      drawdownPercent: null,
      hysteresisPercent: '10',
    });
    expect(config.routes.map(({ silence }) => silence)).toEqual([
      { type: 'bars', bars: 20, barMs: 900_000 },
      { type: 'after', ms: 259_200_000 },
    ]);
    expect(config.telegram).toMatchObject({
      webhookUrl: 'https://desk.example:8443/telegram/updates',
      chats: [{ summaryAt: '21:30' }],
    });
  });

  test('every key that has a default may be written with it', async () => {
    const { config } = await loaded(`
brokers: { paper: { enabled: true, unsafeEndpoints: false, allowWithdrawals: false, recvWindow: 5s, absenceMargin: 5s } }
routes:
  a:
    token: [{ env: HOOK_1 }, { env: HOOK_2 }]
    secret: { env: KEY_A }
    allowFrom: []
    dialect: native
    mode: chain
    execute: auto
    askExits: false
    dryRun: false
    brokers: [paper]
    symbols: [BTCUSDT]
    spotTickerMeansPerp: true
    netting: exclusive
    onGap: hold
    onDrift: ledger
    firstSight: waitFlat
    reorderWindow: 2s
    overrides: []
    allowNoTime: true
    perFireId: true
    entry: { type: market }
    size: { margin: "50" }
    protect: { stopLoss: { percent: "1.5", trigger: last }, takeProfits: [] }
    limits: { maxAge: 2h, maxTotalNotional: "1", maxPositions: 3, maxAdds: 0, priceGuard: "1.5%", sides: [long] }
    relay: []
telegram: { token: { env: BOT }, apiRoot: "https://bots.example/", unsafeEndpoints: true, mode: polling, users: { "1": owner } }
server: { host: 127.0.0.1, port: 8080, trustedProxies: [], metrics: false }
journal: { url: "sqlite:/var/lib/desk.db", retention: 90d, leaseTtl: 10s }
`);
    const [route] = config.routes;
    expect(route?.tokens.map((token) => token.reveal())).toEqual([ENV.HOOK_1, ENV.HOOK_2]);
    expect(route?.secret?.reveal()).toBe('key-of-a');
    expect(route?.stopLoss?.triggerBy).toBe('last');
    expect(route?.limits.maxAgeMs).toBe(7_200_000);
    expect(route?.limits.maxAdds).toBe(0);
    expect(route?.perFireId).toBe(true);
    expect(route?.limits.priceGuardPercent?.toFixed()).toBe('1.5');
    expect(config.telegram?.apiRoot).toBe('https://bots.example');
    expect(config.journal.file).toBe('/var/lib/desk.db');
    expect(config.server.metrics).toBe(false);
  });
});

test('routes that say netting: ledger share an instrument', async () => {
  const { config } = await loaded(`
brokers: { paper: {} }
routes:
  a: { token: { env: HOOK_1 }, brokers: [paper], symbols: [BTCUSDT], netting: ledger, size: { signal: "1" } }
  b: { token: { env: HOOK_2 }, brokers: [paper], symbols: [BTCUSDT], netting: ledger, onDrift: halt, size: { signal: "1" } }
`);
  expect(config.routes.map(({ netting }) => netting)).toEqual(['ledger', 'ledger']);
  expect(config.routes.map((route) => route.onDrift)).toEqual(['ledger', 'halt']);
});

test('a journal on PostgreSQL is told without its password', async () => {
  const { config } = await loaded(
    'brokers: { paper: {} }\njournal: { url: "postgres://desk:pw@db.example:5433/desk", retention: 30d, leaseTtl: 5s }',
  );
  expect(config.journal).toMatchObject({ engine: 'postgres', label: 'postgres://db.example:5433/desk' });
  expect(config.journal).toMatchObject({ retentionMs: 2_592_000_000, leaseTtlMs: 5_000 });
  expect(config.journal.url.reveal()).toBe('postgres://desk:pw@db.example:5433/desk');
  expect(inspect(config, { depth: 9 })).not.toContain('pw@');
});

describe('the answer', () => {
  test('is frozen all the way down, and hides its secrets', async () => {
    const config = await embeddedConfig();
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null || value instanceof Decimal) return;
      expect(Object.isFrozen(value)).toBe(true);
      Object.values(value).forEach(walk);
    };
    walk(config);
    const [token] = config.routes[0]?.tokens ?? [];
    expect(token?.reveal()).toBe('demo-token-for-this-machine-only');
    const shown = [`${token}`, JSON.stringify(config), inspect(config, { depth: 9 }), inspect(token)].join();
    expect(shown).not.toContain('demo-token');
    expect(shown).toContain('[secret]');
  });

  test('a file that cannot be read', async () => {
    const result = await load({});
    expect(result.ok || formatConfigErrors(result.errors)).toBe(
      'desk/perpdesk.yaml:1:1  found no readable file, expected a configuration there',
    );
  });

  test('warns where the desk can do little', async () => {
    const { warnings } = await loaded('brokers: { paper: { enabled: false } }');
    expect(warnings.map(({ message }) => message)).toEqual([
      'There is no telegram block, so there is no chat.',
      'No broker is enabled.',
    ]);
    const loopback = await loaded('brokers: { paper: {} }\ntelegram: { loopback: true, token: { env: NONE } }');
    expect(loopback.warnings.map(({ message }) => message)).toEqual([
      'No users are listed, so nobody gets in.',
      'The token is not used with loopback: true.',
    ]);
  });

  test('a dry run, of a route and of one account, beside one that trades the same instrument', async () => {
    const { config } = await loaded(`
brokers: { paper: {}, other: { type: paper } }
routes:
  real: { token: { env: HOOK_1 }, brokers: [paper, { name: other, dryRun: true }], symbols: [BTCUSDT], size: { signal: "1" } }
  dry: { token: { env: HOOK_2 }, dryRun: true, brokers: [paper, { name: other, factor: "2", dryRun: false }], symbols: [BTCUSDT], size: { signal: "1" } }
telegram: { loopback: true, users: { "1": owner } }
`);
    expect(config.routes.map(({ dryRun, brokers }) => [dryRun, ...brokers.map((broker) => broker.dryRun)])).toEqual([
      [false, undefined, true],
      [true, undefined, false],
    ]);
  });

  test('warns where exits wait for a person, and where nobody is asked', async () => {
    const route = (keys: string) =>
      loaded(
        `brokers: { paper: {} }\nroutes: { a: { token: { env: HOOK_1 }, brokers: [paper], symbols: [BTCUSDT], size: { signal: "1" }, ${keys} } }\ntelegram: { loopback: true, users: { "1": owner }, chats: { room: { id: "1" } } }`,
      ).then(({ warnings }) => warnings.map(({ path, message }) => [path, message]));
    expect(await route('execute: ask, askExits: true, relay: [room]')).toEqual([
      [
        'routes.a.askExits',
        'Exits wait for a person too: a position that its strategy has left stays open until somebody taps.',
      ],
    ]);
    expect(await route('execute: ask')).toEqual([
      [
        'routes.a.execute',
        'The route asks, and no chat is named in relay: nobody is asked, and nothing that adds risk is placed.',
      ],
    ]);
    expect(await route('askExits: true')).toEqual([['routes.a.askExits', 'It says something only with execute: ask.']]);
    expect(await route('execute: notify')).toEqual([]);
  });

  test('settings of paper on another type are refused', async () => {
    const text = 'brokers: { far: { enabled: false, settings: { seed: 1, leverage: 3 } } }';
    const result = await load({ 'desk/perpdesk.yaml': text }, { knownBrokerTypes: ['paper', 'far'] });
    expect(result.ok || formatConfigErrors(result.errors)).toBe(
      'desk/perpdesk.yaml:1:47  brokers.far.settings.seed  found seed on a broker of type "far", expected it left out',
    );
  });

  test('secrets of a broker that is not enabled are not looked for', async () => {
    const off = 'brokers: { paper: {}, far: { enabled: false, credentials: { apiKey: { env: NOT_SET } } } }';
    const { config } = await loaded(off, { knownBrokerTypes: ['paper', 'far'] });
    expect(config.brokers[1]).toMatchObject({ isEnabled: false, environment: 'demo', venue: { credentials: null } });
  });
});

test('what adding risk takes, by role and size', async () => {
  const text = EMBEDDED_CONFIG_TEXT.replace(
    '"1000001": owner }',
    `"1000001": { role: owner, totp: { env: CODES } } },
  approval: { code: { owner: "500" }, secondPerson: { trader: "0" }, within: 1h, chat: desk }`,
  );
  const env = { CODES: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' };
  const result = await loadConfig({ path: 'p', env, readFile: async () => text, knownBrokerTypes: ['paper'] });
  if (!result.ok) throw new Error('The file is good.');
  const { telegram } = result.config;
  expect(telegram?.users[0]?.totp?.reveal()).toBe('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
  expect(telegram?.approval).toEqual({
    codeFrom: { owner: decimal('500'), trader: null },
    secondFrom: { owner: null, trader: decimal('0') },
    withinMs: 3_600_000,
    chat: 'desk',
  });
});
