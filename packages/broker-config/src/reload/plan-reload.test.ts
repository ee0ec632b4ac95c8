import { expect, test } from 'vitest';
import { formatConfigErrors } from '../errors/format-config-errors.ts';
import { loadConfig } from '../load-config.ts';
import { planReload } from './plan-reload.ts';

const FILE = `brokers:
  paper: { limits: { maxPositions: 3 } }
  main: { type: far, credentials: { apiKey: { env: KEY }, secretKey: { env: SECRET } } }
routes:
  demo:
    token: { env: TOKEN }
    brokers: [paper]
    symbols: [BTCUSDT]
    size: { signal: "1" }
    relay: [desk]
telegram:
  token: { env: BOT }
  users: { "1": owner, "2": trader }
  chats: { desk: { id: "-100123", notify: { order.filled: silent } } }
`;
const ENV = {
  KEY: 'key',
  SECRET: 'secret',
  NEW_KEY: 'new-key',
  TOKEN: 'a'.repeat(16),
  TOKEN_2: 'b'.repeat(16),
  BOT: '1:a',
};

async function load(text: string) {
  const readFile = (path: string) => (path === 'p' ? Promise.resolve(text) : Promise.reject(new Error('no file')));
  const result = await loadConfig({ path: 'p', env: ENV, readFile, knownBrokerTypes: ['paper', 'far'] });
  if (!result.ok) throw new Error(formatConfigErrors(result.errors));
  return result.config;
}

const NOTHING = { applied: [], pending: [], closed: [], rotated: [], settings: [] };

async function plan(from: string, to: string) {
  const before = await load(FILE);
  const { config, ...said } = planReload(before, await load(FILE.replace(from, to)));
  return { before, config, said };
}

test.each([
  ['nothing', 'x', 'x', NOTHING],
  ['a comment', 'brokers:', '# here\nbrokers:', NOTHING],
  ['a size', '"1" }\n    relay', '"2" }\n    relay', { ...NOTHING, applied: ['routes.demo.size'] }],
  ['a size said otherwise', 'signal: "1"', 'signal: "1.0"', NOTHING],
  [
    'limits of a route',
    '    relay',
    '    limits: { maxNotional: "9" }\n    relay',
    { ...NOTHING, applied: ['routes.demo.limits'] },
  ],
  [
    'a stop',
    '    relay',
    '    protect: { stopLoss: { percent: "2" } }\n    relay',
    { ...NOTHING, applied: ['routes.demo.protect.stopLoss'] },
  ],
  ['a route that asks', '    relay', '    execute: ask\n    relay', { ...NOTHING, applied: ['routes.demo.execute'] }],
  ['a factor', '[paper]', '[{ name: paper, factor: "2" }]', { ...NOTHING, applied: ['routes.demo.brokers'] }],
  ['another account of a route', '[paper]', '[paper, main]', { ...NOTHING, pending: ['routes.demo.brokers'] }],
  ['another instrument', '[BTCUSDT]', '[ETHUSDT]', { ...NOTHING, pending: ['routes.demo.symbols'] }],
  [
    'one more instrument',
    '[BTCUSDT]',
    '[BTCUSDT, ETHUSDT]',
    { ...NOTHING, applied: ['routes.demo.symbols'], settings: ['paper'] },
  ],
  ['a route’s token', 'env: TOKEN', 'env: TOKEN_2', { ...NOTHING, applied: ['routes.demo.token'] }],
  [
    'a second token',
    'token: { env: TOKEN }',
    'token: [{ env: TOKEN_2 }, { env: TOKEN }]',
    { ...NOTHING, applied: ['routes.demo.token'] },
  ],
  [
    'addresses',
    '    relay',
    '    allowFrom: [192.0.2.0/24]\n    relay',
    { ...NOTHING, applied: ['routes.demo.allowFrom'] },
  ],
  ['no chat for a route', 'relay: [desk]', 'relay: []', { ...NOTHING, applied: ['routes.demo.relay'] }],
  [
    'a chat that is new, too',
    /relay: \[desk\][^]*chats: \{/,
    (text: string) => text.replace('[desk]', '[desk, other]').replace('chats: {', 'chats: { other: { id: "-7" },'),
    { ...NOTHING, pending: ['routes.demo.relay', 'telegram.chats.other'] },
  ],
  [
    'a new route',
    'telegram:',
    '  late: { token: { env: TOKEN_2 }, brokers: [main], symbols: [ETHUSDT], size: { signal: "1" } }\ntelegram:',
    { ...NOTHING, applied: ['routes.late'], settings: ['main'] },
  ],
  [
    'a new route on a new account',
    /routes:[^]*telegram:/,
    (text: string) =>
      `  new: { type: paper }\n${text.replace('telegram:', '  late: { token: { env: TOKEN_2 }, brokers: [new], symbols: [ETHUSDT], size: { signal: "1" } }\ntelegram:')}`,
    { ...NOTHING, pending: ['routes.late', 'brokers.new'] },
  ],
  [
    'a route that went',
    /routes:[^]*relay: \[desk\]\n/.exec(FILE)?.[0] ?? '',
    '',
    { ...NOTHING, closed: ['routes.demo'] },
  ],
  ['a new account', '  main:', '  second: { type: paper }\n  main:', { ...NOTHING, pending: ['brokers.second'] }],
  ['limits of an account', 'maxPositions: 3', 'maxPositions: 1', { ...NOTHING, applied: ['brokers.paper.limits'] }],
  [
    'leverage of an account',
    'limits: { maxP',
    'settings: { leverage: 3 }, limits: { maxP',
    { ...NOTHING, applied: ['brokers.paper.settings'], settings: ['paper'] },
  ],
  ['another key', 'env: KEY', 'env: NEW_KEY', { ...NOTHING, rotated: ['main'] }],
  ['a role', 'trader', 'viewer', { ...NOTHING, applied: ['telegram.users'] }],
  ['a loudness', 'silent', 'loud', { ...NOTHING, applied: ['telegram.chats.desk.notify'] }],
  ['a chat that moved', '-100123', '-100124', { ...NOTHING, pending: ['telegram.chats.desk'] }],
  ['a language', '  users', '  language: de\n  users', { ...NOTHING, pending: ['telegram.language'] }],
  [
    'no chat any more',
    /telegram:[^]*/.exec(FILE)?.[0] ?? '',
    '',
    { ...NOTHING, applied: ['routes.demo.relay'], pending: ['telegram'] },
  ],
  ['the port', 'brokers:', 'server: { port: 9 }\nbrokers:', { ...NOTHING, pending: ['server'] }],
])('of a changed file: %s', async (title, from, to, expected) => {
  const text =
    title === 'no chat any more'
      ? FILE.replace('    relay: [desk]\n', '').replace(from, '')
      : FILE.replace(from, typeof to === 'string' ? () => to : to);
  const { config: _config, ...said } = planReload(await load(FILE), await load(text));
  expect(said).toEqual(expected);
});

test('what is taken up stands in the configuration, what needs a restart stands as before', async () => {
  const { before, config } = await plan(
    'brokers: [paper]\n    symbols: [BTCUSDT]\n    size: { signal: "1" }',
    'brokers: [paper]\n    symbols: [ETHUSDT]\n    size: { notional: "5" }',
  );
  expect(config.routes[0]?.size.type).toBe('notional');
  expect(config.routes[0]?.symbols).toEqual(['BTCUSDT']);
  expect(config.brokers).toEqual(before.brokers);
});

test('a route that is gone has no token and is said once; back in the file it takes alerts again', async () => {
  const whole = await load(FILE);
  const without = await load(FILE.replace(/routes:[^]*relay: \[desk\]\n/, ''));
  const closed = planReload(whole, without);
  expect(closed.config.routes).toMatchObject([{ id: 'demo', tokens: [], symbols: ['BTCUSDT'] }]);
  expect(closed.config.brokers).toEqual(whole.brokers);
  expect(planReload(closed.config, without)).toMatchObject({ applied: [], closed: [] });
  const back = planReload(closed.config, whole);
  expect(back.applied).toEqual(['routes.demo.token']);
  expect(back.config).toEqual(whole);
});

test('a new route stands behind the others, its instruments on its account', async () => {
  const late = '  late: { token: { env: TOKEN_2 }, brokers: [main], symbols: [ETHUSDT], size: { signal: "1" } }\n';
  const { config } = await plan('telegram:', `${late}telegram:`);
  expect(config.routes.map(({ id }) => id)).toEqual(['demo', 'late']);
  expect(config.brokers.map(({ accountSettings }) => accountSettings.tradedSymbols)).toEqual([
    ['BTCUSDT'],
    ['ETHUSDT'],
  ]);
});

test('keys stand as before until the new ones are proved', async () => {
  const { config } = await plan('env: KEY', 'env: NEW_KEY');
  expect(config.brokers.find(({ id }) => id === 'main')?.venue?.credentials?.apiKey.reveal()).toBe('key');
});
