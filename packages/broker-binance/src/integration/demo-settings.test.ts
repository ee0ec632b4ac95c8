import { expect, test } from 'vitest';
import { demoSettings } from './demo-settings.test.fixture.ts';

const keys = { BINANCE_DEMO_API_KEY: 'key', BINANCE_DEMO_SECRET_KEY: 'secret' };

test('without keys the run is skipped, and says which are missing', () => {
  expect(demoSettings({})).toEqual({ kind: 'skip', reason: expect.stringContaining('BINANCE_DEMO_API_KEY') });
});

test('with keys it goes to the demo', () => {
  const settings = demoSettings(keys);
  expect(settings).toMatchObject({ kind: 'run', options: { environment: 'demo' } });
});

test.each([
  { BINANCE_DEMO_REST: 'https://fapi.binance.com' },
  { BINANCE_DEMO_STREAM: 'wss://fstream.binance.com' },
  { BINANCE_DEMO_WS_API: 'wss://ws-fapi.binance.com' },
])('a live host is refused: %j', (host) => {
  expect(demoSettings({ ...keys, ...host })).toMatchObject({ kind: 'refuse' });
});
