import { describe, expect, test } from 'vitest';
import { formatConfigErrors } from './errors/format-config-errors.ts';
import { loadConfig } from './load-config.ts';

const PEM = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA\n-----END PRIVATE KEY-----';
const FILES: Readonly<Record<string, string>> = { 'desk/key.pem': `${PEM}\n` };

async function account(text: string, beside = '') {
  const result = await loadConfig({
    path: 'desk/perpdesk.yaml',
    env: { KEY: 'key-of-main', SECRET: 'secret-of-main' },
    readFile: async (path) => {
      const found =
        path === 'desk/perpdesk.yaml' ? `brokers: { main: { type: far, ${text} } }\n${beside}` : FILES[path];
      if (found === undefined) throw new Error('no such file');
      return found;
    },
    knownBrokerTypes: ['paper', 'far'],
    brokerHosts: { far: ['*.far.example'] },
  });
  if (!result.ok) throw new Error(formatConfigErrors(result.errors));
  const warnings = result.warnings
    .filter(({ path }) => path !== 'telegram')
    .map(({ path, message }) => `${path}: ${message}`);
  return { broker: result.config.brokers[0], warnings };
}

const KEYS = 'credentials: { apiKey: { env: KEY }, secretKey: { env: SECRET } }';

describe('an account at an exchange', () => {
  test('its limits say nothing of the age of alerts unless they name it: then that of its routes stands', async () => {
    const ageWith = async (limits: string) =>
      (await account(`${KEYS}, limits: { ${limits} }`)).broker?.limits?.maxAgeMs;
    expect(await ageWith('maxPositions: 3')).toBe(Number.POSITIVE_INFINITY);
    expect(await ageWith('maxPositions: 3, maxAge: 30s')).toBe(30_000);
  });

  test('with as little as can be: demo, the exchange’s own hosts, nothing risky', async () => {
    const { broker, warnings } = await account(KEYS);
    expect(broker).toMatchObject({
      id: 'main',
      environment: 'demo',
      paper: null,
      absenceMarginMs: 5_000,
      venue: {
        endpoints: { rest: null, stream: null, wsApi: null },
        recvWindowMs: 5_000,
        allowsWithdrawals: false,
      },
    });
    const { apiKey, secretKey, privateKey } = broker?.venue?.credentials ?? {};
    expect([apiKey?.reveal(), secretKey?.reveal(), privateKey]).toEqual(['key-of-main', 'secret-of-main', null]);
    expect(warnings).toEqual([]);
  });

  test('with a private key from a file, several lines as they are', async () => {
    const { broker } = await account('credentials: { apiKey: { env: KEY }, privateKey: { file: key.pem } }');
    expect(broker?.venue?.credentials?.privateKey?.reveal()).toBe(PEM);
    expect(broker?.venue?.credentials?.secretKey).toBeNull();
  });

  test('with keys in the text itself: it warns, and shows none', async () => {
    const { warnings } = await account('credentials: { apiKey: abc, secretKey: def }');
    const message = 'A secret stands in the file as it is: write { env: NAME } or { file: PATH }.';
    expect(warnings).toEqual([
      `brokers.main.credentials.apiKey: ${message}`,
      `brokers.main.credentials.secretKey: ${message}`,
    ]);
  });

  test.each([
    'endpoints: { rest: "http://127.0.0.1:9000/", stream: "ws://localhost:9000", wsApi: "ws://[::1]:9000//" }',
    'endpoints: { rest: "https://api.far.example/", stream: "wss://far.far.example:443" }',
    'unsafeEndpoints: true, endpoints: { rest: "https://proxy.example/far/" }',
  ])('%s', async (endpoints) => {
    const { broker } = await account(`${KEYS}, ${endpoints}`);
    const given = Object.values(broker?.venue?.endpoints ?? {}).filter((base) => base !== null);
    expect(given.length).toBeGreaterThan(0);
    for (const base of given) expect(base).not.toMatch(/\/$/);
  });

  test('with times of its own', async () => {
    const { broker, warnings } = await account(`${KEYS}, recvWindow: 60s, absenceMargin: 10s`);
    expect(broker).toMatchObject({ absenceMarginMs: 10_000, venue: { recvWindowMs: 60_000 } });
    expect(warnings).toEqual([]);
    expect((await account(`${KEYS}, absenceMargin: 1s`)).warnings).toEqual([
      'brokers.main.absenceMargin: Below 5s an order that is still on its way may be taken for absent, and sent once more.',
    ]);
  });

  test('that is live beside the chat page, where everybody here is the owner: it warns', async () => {
    const page = 'telegram: { loopback: true, users: { "1": owner } }';
    expect((await account(`${KEYS}, environment: live`, page)).warnings).toEqual([
      'telegram.loopback: With the chat page whoever works on this machine is the owner, and an account is live: use a bot.',
    ]);
    expect((await account(KEYS, page)).warnings).toEqual([]);
  });

  test('that is live and may withdraw: it warns', async () => {
    const { broker, warnings } = await account(`${KEYS}, environment: live, allowWithdrawals: true`);
    expect(broker).toMatchObject({ environment: 'live', venue: { allowsWithdrawals: true } });
    expect(warnings).toEqual([
      'brokers.main.allowWithdrawals: A key that may withdraw is accepted: whoever gets hold of it can empty the account.',
    ]);
    expect((await account(`${KEYS}, allowWithdrawals: true`)).warnings).toEqual([]);
  });

  test('that is switched off needs no credentials', async () => {
    expect((await account('enabled: false')).broker).toMatchObject({ isEnabled: false, venue: { credentials: null } });
  });
});
