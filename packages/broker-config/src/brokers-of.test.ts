import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { brokersOf } from './brokers-of.ts';
import { formatConfigErrors } from './errors/format-config-errors.ts';
import { loadConfig } from './load-config.ts';

const FILE = `brokers:
  far:
    credentials: { apiKey: { env: KEY }, secretKey: { env: SECRET } }
    settings: { leverage: 5, marginType: isolated, positionMode: hedge, symbols: { ETHUSDT: { leverage: 3 } } }
    endpoints: { rest: "http://127.0.0.1:9000/" }
  paper: { enabled: false, settings: { balances: { USDT: "5.50" }, leverage: 4 } }
routes:
  demo: { token: { env: KEY }, brokers: [far], symbols: [BTCUSDT], size: { signal: "1" } }
`;

test('each account with its factory’s settings in plain data, and what is to be set on it', async () => {
  const result = await loadConfig({
    path: 'p',
    env: { KEY: 'the-key-of-the-test', SECRET: 'the-secret-of-the-test' },
    readFile: (path) => (path === 'p' ? Promise.resolve(FILE) : Promise.reject(new Error('no file'))),
    knownBrokerTypes: ['paper', 'far'],
  });
  if (!result.ok) throw new Error(formatConfigErrors(result.errors));
  const [far, paper] = brokersOf(result.config);
  expect(far).toEqual({
    id: 'far',
    type: 'far',
    isEnabled: true,
    settings: {
      environment: 'demo',
      credentials: { apiKey: 'the-key-of-the-test', secretKey: 'the-secret-of-the-test' },
      endpoints: { rest: 'http://127.0.0.1:9000' },
      recvWindowMs: 5_000,
    },
    accountSettings: {
      leverage: 5,
      marginType: 'isolated',
      positionMode: 'hedge',
      symbols: { ETHUSDT: { leverage: 3 } },
      tradedSymbols: ['BTCUSDT'],
    },
  });
  expect(paper).toMatchObject({
    isEnabled: false,
    settings: { balances: { USDT: decimal('5.5').toFixed() }, leverage: 4, seed: 1, fees: { taker: '0.0005' } },
  });
});
