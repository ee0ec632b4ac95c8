import { expect, test } from '@jest/globals';
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

const NOTHING = { applied: [], pending: [], rotated: [] };

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
  ['a route’s token', 'env: TOKEN', 'env: TOKEN_2', { ...NOTHING, pending: ['routes.demo.token'] }],
  [
    'a route that went',
    /routes:[^]*relay: \[desk\]\n/.exec(FILE)?.[0] ?? '',
    '',
    { ...NOTHING, pending: ['routes.demo'] },
  ],
  ['a new account', '  main:', '  second: { type: paper }\n  main:', { ...NOTHING, pending: ['brokers.second'] }],
  ['limits of an account', 'maxPositions: 3', 'maxPositions: 1', { ...NOTHING, applied: ['brokers.paper.limits'] }],
  [
    'leverage of an account',
    'limits: { maxP',
    'settings: { leverage: 3 }, limits: { maxP',
    { ...NOTHING, pending: ['brokers.paper.settings'] },
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
    { ...NOTHING, pending: ['routes.demo.relay', 'telegram'] },
  ],
  ['the port', 'brokers:', 'server: { port: 9 }\nbrokers:', { ...NOTHING, pending: ['server'] }],
])('of a changed file: %s', async (title, from, to, expected) => {
  const text =
    title === 'no chat any more' ? FILE.replace('    relay: [desk]\n', '').replace(from, to) : FILE.replace(from, to);
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

test('keys stand as before until the new ones are proved', async () => {
  const { config } = await plan('env: KEY', 'env: NEW_KEY');
  expect(config.brokers.find(({ id }) => id === 'main')?.venue?.credentials?.apiKey.reveal()).toBe('key');
});
