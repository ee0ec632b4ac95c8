import { expect, test } from 'vitest';
import { createBinanceVenue } from '@perpdesk/binance-venue';
import { createBinanceBroker } from '@perpdesk/broker-binance';
import { silentLogger } from '@perpdesk/broker-core';
import { createBrokerManager } from './create-broker-manager.ts';

const POSITIONS = '/fapi/v3/positionRisk';
/** How long the exchange takes for an answer. */
const HOLD_MS = 1_000;

test('fifty accounts at one exchange: its instruments are loaded once, all positions are asked for at once', async () => {
  const accounts = Array.from({ length: 50 }, (_, index) => ({
    name: `account-${index}`,
    apiKey: `key-${index}`,
    secretKey: `secret-${index}`,
  }));
  const venue = await createBinanceVenue({ seed: 1, accounts, limits: { weightPerMinute: 100_000 } });
  const manager = createBrokerManager();
  const asked: string[] = [];
  const askedAt: number[] = [];
  let holdMs = 0;
  venue.faults.plan(({ transport, path }) => {
    if (transport === 'rest') asked.push(path);
    if (path !== POSITIONS || holdMs === 0) return null;
    askedAt.push(performance.now());
    return { kind: 'hold', ms: holdMs };
  });
  try {
    for (const { name, apiKey, secretKey } of accounts) {
      const endpoints = { rest: venue.url, stream: venue.wsUrl, wsApi: venue.wsUrl };
      const credentials = { apiKey, secretKey };
      manager.add(
        createBinanceBroker({
          id: name,
          environment: 'demo',
          credentials,
          endpoints,
          logger: silentLogger,
          wsApi: false,
        }),
      );
    }
    const reports = await manager.connectAll();
    expect(reports.filter(({ ok }) => !ok)).toEqual([]);
    expect(asked.filter((path) => path === '/fapi/v1/exchangeInfo')).toHaveLength(1);
    asked.length = 0;
    holdMs = HOLD_MS;
    const results = await manager.getAllPositions();
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(asked.filter((path) => path === POSITIONS)).toHaveLength(50);
    // the last was asked before the first was answered
    expect(Math.max(...askedAt) - Math.min(...askedAt)).toBeLessThan(HOLD_MS);
    expect(asked).not.toContain('/fapi/v1/exchangeInfo');
    expect(manager.health()[49]).toMatchObject({ brokerId: 'account-49', isReady: true });
    expect(manager.health()[0]?.limits?.uses.map(({ name }) => name)).toContain('weight');
  } finally {
    await manager.close();
    await venue.close();
  }
}, 60_000);
