import { expect, test } from 'vitest';
import { loadConfig } from '@perpdesk/broker-config';
import { BROKER_HOSTS, BROKER_TYPES } from './broker-types.ts';
import { findLintForm } from './lint-form.ts';
import { lintReport } from './lint-report.ts';
import type { ResolvedConfig } from './resolve-config.ts';

const YAML = `
brokers:
  main: { type: paper }
routes:
  orders: { token: tttttttttttttttttttttttttttttttt, brokers: [main], symbols: [BTCUSDT], mode: order, dialect: kv, perFireId: true, size: { quantity: "0.1" } }
  trend: { token: uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu, brokers: [main], symbols: [ETHUSDT], size: { signal: "1" } }
  secret: { token: vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv, secret: { env: NOT_SET }, brokers: [main], symbols: [SOLUSDT], mode: direction, size: { quantity: "0.1" } }
`;

async function resolve(): Promise<ResolvedConfig> {
  const result = await loadConfig({
    path: 'perpdesk.yaml',
    knownBrokerTypes: BROKER_TYPES,
    brokerHosts: BROKER_HOSTS,
    env: {},
    needsSecrets: false,
    readFile: async () => YAML,
    fileMode: async () => null,
  });
  return { location: { path: 'perpdesk.yaml', source: 'cwd' } as never, result };
}

const TEMPLATE = 'id=always\nsymbol={{ticker}}\naction=buy\nquantity=1\nfiredAt={{timenow}}\n';

test('a route says mode, dialect and whether alerts are known by their id', async () => {
  const found = await findLintForm({ route: 'orders', configPath: null }, resolve);
  expect(found).toMatchObject({
    ok: true,
    form: { mode: 'order', dialect: 'kv', perFireId: true, needsSecret: false, route: { symbols: ['BTCUSDT'] } },
  });
  const { lines, hasFaults } = lintReport('a.txt', TEMPLATE, found.ok ? found.form : { mode: 'chain', dialect: 'kv' });
  expect(hasFaults).toBe(true);
  expect(lines[0]).toContain('a.txt:1:');
});

test('what the route says else counts, too: its symbols, its secret, whether that is set here or not', async () => {
  const found = await findLintForm({ route: 'secret', configPath: null }, resolve);
  if (!found.ok) throw new Error(found.detail);
  const report = (members: object) =>
    lintReport('a.json', JSON.stringify({ action: 'buy', firedAt: '{{timenow}}', ...members }), found.form).lines;
  expect(report({ symbol: 'BTCUSDT', passphrase: 'any' })[0]).toContain('fault unknown-symbol');
  expect(report({ symbol: 'SOLUSDT' })[0]).toContain('fault secret-missing');
  expect(report({ symbol: 'SOLUSDT', passphrase: 'any' })).toEqual([
    'a.json: fine for mode direction, dialect native.',
  ]);
});

test('one that is not there is named with those that are', async () => {
  const found = await findLintForm({ route: 'swing', configPath: null }, resolve);
  expect(found).toEqual({ ok: false, detail: 'There is no route swing; there is orders, trend, secret.' });
});

test('a form that was said is taken as it is', async () => {
  const form = { mode: 'chain', dialect: 'native' } as const;
  expect(await findLintForm(form, resolve)).toEqual({ ok: true, form });
});
