import { expect, test } from 'vitest';
import { loadConfig, type BrokerConfig } from '@perpdesk/broker-config';
import { BrokerError } from '@perpdesk/broker-core';
import { createFakeBroker } from '@perpdesk/broker-core/testing';
import { checkSettings } from './check-settings.ts';

async function account(settings: string): Promise<BrokerConfig> {
  const text = `brokers: { main: { type: far, credentials: { apiKey: { env: K }, secretKey: { env: K } }, settings: { ${settings} } } }
routes: { r: { token: { env: T }, brokers: [main], symbols: [BTCUSDT, ETHUSDT], size: { signal: "1" } } }
telegram: { loopback: true, users: { "1": owner } }`;
  const readFile = (path: string) => (path === 'p' ? Promise.resolve(text) : Promise.reject(new Error('no file')));
  const env = { K: 'key', T: 'a'.repeat(16) };
  const result = await loadConfig({ path: 'p', env, readFile, knownBrokerTypes: ['far'] });
  if (!result.ok || result.config.brokers[0] === undefined) throw new Error('bad configuration');
  return result.config.brokers[0];
}

const never = new AbortController().signal;

async function check(settings: string, prepare: (broker: ReturnType<typeof createFakeBroker>) => Promise<void> | void) {
  const broker = createFakeBroker({ id: 'main', isConnected: true });
  await prepare(broker);
  return { findings: await checkSettings(broker, await account(settings), never), broker };
}

test('what would be set is said by instrument; what is so, or not wished, is not', async () => {
  const { findings, broker } = await check(
    'leverage: 7, marginType: isolated, symbols: { ETHUSDT: { leverage: 3 } }',
    async (it) => {
      for (const symbol of ['BTCUSDT', 'ETHUSDT']) {
        await it.setLeverage(symbol, 3);
        await it.setMarginType(symbol, 'isolated');
      }
    },
  );
  expect(findings).toEqual([{ level: 'fine', line: 'DEMO main: set at the start on BTCUSDT: leverage 3 becomes 7' }]);
  expect(broker.callsOf('setLeverage')).toHaveLength(2);
  expect((await check('', () => {})).findings).toEqual([]);
});

test('an instrument that cannot be read is named, and the others are looked at', async () => {
  const { findings } = await check('leverage: 7', (it) => {
    it.script.on(
      'getLeverage',
      new BrokerError('invalid-request', { operation: 'getLeverage', message: 'Not listed.' }),
    );
  });
  expect(findings[0]).toEqual({ level: 'warning', line: 'DEMO main: settings of BTCUSDT cannot be read: Not listed.' });
  expect(findings[1]?.line).toMatch(/^DEMO main: set at the start on ETHUSDT: leverage \d+ becomes 7$/);
});
