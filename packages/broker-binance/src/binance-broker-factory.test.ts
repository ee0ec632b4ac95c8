import { expect, test } from 'vitest';
import { BrokerError, silentLogger, systemClock } from '@perpdesk/broker-core';
import { createBinanceBrokerFactory } from './binance-broker-factory.ts';
import { isBinanceBroker } from './binance-broker.ts';
import type { BinanceBrokerOptions } from './binance-options.ts';
import { checkOptions } from './check-options.ts';

const SECRETS = { apiKey: 'KEY-4711-abcdef', secretKey: 'SECRET-0815-ghijkl' };
const GOOD = { environment: 'demo', credentials: SECRETS } as const;
const factory = createBinanceBrokerFactory();
const make = (settings: unknown) => factory({ id: 'scalps', clock: systemClock, logger: silentLogger, settings });

function refusalOf(act: () => unknown): BrokerError {
  try {
    act();
  } catch (error) {
    if (BrokerError.is(error)) return error;
  }
  throw new Error('It was not refused.');
}

test('plain data makes a broker that is not connected yet', () => {
  const broker = make({ ...GOOD, endpoints: { rest: 'http://127.0.0.1:9' }, recvWindowMs: 3_000 });
  expect(broker).toMatchObject({ id: 'scalps', venue: 'binance', environment: 'demo', isConnected: false });
  expect(isBinanceBroker(broker)).toBe(true);
  expect(make({ ...GOOD, credentials: { apiKey: 'k', privateKey: 'PEM' } }).environment).toBe('demo');
});

const { apiKey, secretKey } = SECRETS;
const CREDENTIALS = '{ apiKey, secretKey } or { apiKey, privateKey }, all of them text';

test.each([
  [{ ...GOOD, environment: 'testnet' }, 'settings.environment is not one of live, demo'],
  [{ ...GOOD, credentials: { apiKey } }, `settings.credentials is not ${CREDENTIALS}`],
  [{ ...GOOD, credentials: { ...SECRETS, privateKey: secretKey } }, `settings.credentials is not ${CREDENTIALS}`],
  [{ ...GOOD, credentials: { apiKey, secretkey: secretKey } }, `settings.credentials is not ${CREDENTIALS}`],
  [{ ...GOOD, credentials: secretKey }, `settings.credentials is not ${CREDENTIALS}`],
  [{ ...GOOD, endpoints: { rest: 5, [secretKey]: 1 } }, 'settings.endpoints is not { rest, stream, wsApi }'],
  [{ ...GOOD, recvWindowMs: 60_001 }, 'settings.recvWindowMs is not a whole number of ms, 1 to 60000'],
  [{ ...GOOD, [secretKey]: apiKey }, 'settings is no object of environment, credentials, endpoints, recvWindowMs'],
  [{ environment: 'live' }, `settings.credentials is not ${CREDENTIALS}`],
  [secretKey, 'settings is no object of environment'],
  [undefined, 'settings is no object of environment'],
])('settings %# are refused by what they have to be, and no value is shown', (settings, fact) => {
  const refusal = refusalOf(() => make(settings));
  expect(refusal).toMatchObject({ code: 'invalid-request', outcome: 'not-sent', operation: 'createBroker' });
  expect(refusal.message).toContain(`The account scalps cannot be made: ${fact}`);
  const shown = `${refusal.message} ${refusal.stack} ${JSON.stringify(refusal)} ${String(refusal.cause)}`;
  for (const secret of Object.values(SECRETS)) expect(shown).not.toContain(secret);
});

test.each([
  [{ endpoints: { rest: '127.0.0.1:9000' } }, 'endpoints.rest is no address that begins with http:// or https://.'],
  [{ endpoints: { rest: 'ws://127.0.0.1' } }, 'endpoints.rest is no address that begins with http:// or https://.'],
  [
    { endpoints: { stream: 'http://a:pass-word@b' } },
    'endpoints.stream is no address that begins with ws:// or wss://.',
  ],
  [{ endpoints: { wsApi: '' } }, 'endpoints.wsApi is no address that begins with ws:// or wss://.'],
  [{ recvWindowMs: 0 }, 'recvWindowMs 0 is not 1 to 60000 whole ms.'],
  [{ recvWindowMs: Number.NaN }, 'recvWindowMs NaN is not 1 to 60000 whole ms.'],
  [{ readTimeoutMs: -1 }, 'readTimeoutMs -1 is no whole number of ms from 1 on.'],
  [{ deafAfterMs: 0.5 }, 'deafAfterMs 0.5 is no whole number of ms from 1 on.'],
  [{ environment: 'paper' }, 'environment is none of live, demo.'],
])('options %j are refused when the broker is made', (options, fact) => {
  const given = { id: 'scalps', ...GOOD, ...options } as BinanceBrokerOptions;
  const refusal = refusalOf(() => checkOptions(given));
  expect(refusal).toMatchObject({ code: 'invalid-request', outcome: 'not-sent' });
  expect(refusal.message).toContain(`The option ${fact}`);
  expect(refusal.message).not.toContain('pass-word');
});

test('a key that cannot be one is refused when it connects, and not shown', async () => {
  for (const credentials of [
    { apiKey: 'with blank KEY-4711', secretKey },
    { apiKey, privateKey: 'no PEM KEY-4711' },
  ]) {
    const broker = make({ ...GOOD, credentials });
    const refusal: unknown = await broker.connect().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'invalid-request', outcome: 'not-sent' });
    expect(String(refusal)).not.toContain('KEY-4711');
  }
});
