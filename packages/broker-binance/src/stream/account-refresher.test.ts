import { expect, test } from 'vitest';
import { settableClock } from '../settable-clock.test.fixture.ts';
import { createAccountRefresher } from './account-refresher.ts';

function refresherOf() {
  const clock = settableClock(0);
  const said: string[] = [];
  const exchange = { isBehind: false, isOffline: false };
  const answer = async (what: string) => {
    said.push(`${clock.now()} ${what}`);
    if (exchange.isOffline) throw new Error('offline');
    return [];
  };
  const refresher = createAccountRefresher({
    clock,
    random: () => 0,
    log: () => {},
    reader: {
      lookUp: async () => null,
      readPositions: (symbol) => answer(symbol ?? 'all'),
      readBalances: () => answer('balances'),
      leverages: new Map(),
    },
    takePositions: () => !exchange.isBehind,
    takeBalances: () => true,
    onDisagreement: (what) => void said.push(`disagree: ${what}`),
  });
  return { clock, said, exchange, refresher };
}

test('many changes are one reading, of the instrument where it is one', async () => {
  const { clock, said, refresher } = refresherOf();
  for (let count = 0; count < 20; count += 1) refresher.want({ symbols: ['BTCUSDT'], assets: [] });
  await clock.advance(1_000);
  refresher.want({ symbols: ['BTCUSDT', 'ETHUSDT'], assets: ['USDT'] });
  await clock.advance(10_000);
  expect(said).toEqual(['150 BTCUSDT', '10150 all', '10150 balances']);
  expect(clock.scheduledCount).toBe(0);
});

test('a reading behind the stream is repeated; one that stays behind is a disagreement', async () => {
  const { clock, said, exchange, refresher } = refresherOf();
  exchange.isBehind = true;
  refresher.want({ symbols: ['BTCUSDT'], assets: [] });
  await clock.advance(60_000);
  expect(said.map((one) => one.replace(/^\d+ /, ''))).toEqual(['BTCUSDT', 'BTCUSDT', 'disagree: BTCUSDT']);
});

test('readings that differ while the stream goes on are none, until it says nothing more', async () => {
  const { clock, said, exchange, refresher } = refresherOf();
  exchange.isBehind = true;
  for (let count = 0; count < 60; count += 1) {
    refresher.want({ symbols: ['BTCUSDT'], assets: [] });
    await clock.advance(1_000);
  }
  expect(said.length).toBeGreaterThan(5);
  expect(said.filter((one) => one.startsWith('disagree'))).toEqual([]);
  await clock.advance(15_000);
  expect(said.at(-1)).toBe('disagree: BTCUSDT');
});

test('what the stream says of one instrument does not speak for another', async () => {
  const { clock, said, exchange, refresher } = refresherOf();
  exchange.isBehind = true;
  refresher.want({ symbols: ['ETHUSDT'], assets: [] });
  for (let count = 0; count < 20; count += 1) {
    refresher.want({ symbols: ['BTCUSDT'], assets: [] });
    await clock.advance(1_000);
  }
  expect(said.find((one) => one.startsWith('disagree'))).toMatch(/ETHUSDT/);
});

test('a reading that fails is repeated more and more slowly until it succeeds', async () => {
  const { clock, said, exchange, refresher } = refresherOf();
  exchange.isOffline = true;
  refresher.want({ symbols: [], assets: ['USDT'] });
  await clock.advance(20_000);
  expect(said).toEqual(['150 balances', '1150 balances', '3150 balances', '7150 balances', '15150 balances']);
  exchange.isOffline = false;
  await clock.advance(120_000);
  expect(said).toHaveLength(6);
});

test('what a snapshot made moot is not read', async () => {
  const { clock, said, refresher } = refresherOf();
  refresher.want({ symbols: ['BTCUSDT'], assets: ['USDT'] });
  refresher.forget();
  await clock.advance(10_000);
  expect(said).toEqual([]);
});

test('a clock that is set back makes no wait longer', async () => {
  const { clock, said, refresher } = refresherOf();
  refresher.want({ symbols: ['BTCUSDT'], assets: [] });
  await clock.advance(1_000);
  clock.set(-3_600_000);
  refresher.want({ symbols: ['ETHUSDT'], assets: [] });
  await clock.advance(10_000);
  expect(said).toEqual(['150 BTCUSDT', '-3589000 ETHUSDT']);
});
