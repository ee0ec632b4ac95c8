import { describe, expect, test } from 'vitest';
import { loadConfig } from './load-config.ts';

async function addresses(ranges: readonly string[], server = 'host: 0.0.0.0') {
  const list = JSON.stringify(ranges);
  const text = `brokers: { paper: {} }
routes: { r: { token: { env: T }, allowFrom: ${list}, brokers: [paper], symbols: [BTCUSDT], size: { signal: "1" } } }
telegram: { loopback: true, users: { "1": owner } }
server: { ${server} }`;
  return loadConfig({ path: 'p.yaml', env: { T: 'abcdef0123456789' }, readFile: async () => text });
}

describe('addresses that a route allows', () => {
  test('are kept as they stand, and so are the proxies', async () => {
    const ranges = ['52.89.214.238', '10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '::1', '::ffff:10.0.0.0/104'];
    const result = await addresses(ranges, 'host: 0.0.0.0, trustedProxies: ["127.0.0.1", "fd00::/8"]');
    expect(result).toMatchObject({
      ok: true,
      config: { routes: [{ allowFrom: ranges }], server: { trustedProxies: ['127.0.0.1', 'fd00::/8'] } },
      warnings: [],
    });
  });

  test.each([
    'tradingview.com',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0/8',
    '010.0.0.1',
    '10.0.0.0-10.0.0.9',
    '::/129',
    'fe80::1%eth0',
    '0:0:0:0:0:ffff:10.0.0.0/95',
    '10.0.0.0/8/8',
    '',
  ])('%j is none', async (range) => {
    expect(await addresses(['10.0.0.1', range])).toMatchObject({
      ok: false,
      errors: [{ path: 'routes.r.allowFrom[1]' }],
    });
  });

  test('warn where the program hears a proxy alone, and believes none', async () => {
    const told = async (server: string) => {
      const result = await addresses(['52.89.214.238'], server);
      return result.ok ? result.warnings.map(({ path }) => path) : [];
    };
    expect(await told('host: 127.0.0.1')).toEqual(['routes.r.allowFrom']);
    expect(await told('host: 0.0.0.0')).toEqual([]);
    expect(await told('host: 127.0.0.1, trustedProxies: ["127.0.0.1"]')).toEqual([]);
  });
});
