import { expect, test } from 'vitest';
import { embeddedConfig } from '@perpdesk/broker-config';
import { decimal, silentLogger } from '@perpdesk/broker-core';
import { createBinanceBroker } from '@perpdesk/broker-binance';
import { createFakeBroker, createFakeClock } from '@perpdesk/broker-core/testing';
import { checkProgram } from './check-program.ts';

const PORTS = {
  clock: createFakeClock(1),
  logger: silentLogger,
  random: (size: number) => Buffer.alloc(size),
  jitter: () => 0,
};
const REFUSED = 'it takes 0.1 to 20 in steps of 0.1';

async function lineOf(callback: string | null, told: object): Promise<string | undefined> {
  const config = await embeddedConfig({ folder: '/nowhere' });
  const trailing = callback === null ? null : { activatePercent: null, callbackPercent: decimal(callback) };
  const routes = config.routes.map((route) => ({ ...route, symbols: ['BTCUSDT'], trailing }));
  const paper = () => Object.assign(createFakeBroker({ id: 'paper' }), told);
  const findings = await checkProgram({ ...config, routes }, PORTS, { factories: { paper } });
  return findings.map(({ level, line }) => `${level}: ${line}`).find((line) => line.includes('route demo'));
}

const { callbackRates } = createBinanceBroker({
  id: 'far',
  environment: 'demo',
  credentials: { apiKey: 'key', secretKey: 'secret' },
});

test.each(['0.25', '50', '0.05'])('a callback of %s, which Binance would refuse, is named', async (callback) => {
  expect(await lineOf(callback, { callbackRates })).toBe(
    `fault: route demo: paper refuses protect.trailing.callback ${callback}: ${REFUSED}`,
  );
});

test.each([['0.1'], ['20'], ['1.5'], [null]])('one of %s is fine', async (callback) => {
  expect(await lineOf(callback, { callbackRates })).toBe('fine: route demo: chain, BTCUSDT on paper');
});

test('an account that does not say what it takes is not asked', async () => {
  expect(await lineOf('0.25', {})).toBe('fine: route demo: chain, BTCUSDT on paper');
});
