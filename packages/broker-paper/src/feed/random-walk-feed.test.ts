import { describe, expect, test } from 'vitest';
import { Decimal, decimal, formatDecimal } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { STANDARD_INSTRUMENTS } from '../engine/standard-instruments.ts';
import { STANDARD_PRICES } from '../engine/standard-prices.ts';
import { createRandom } from './random.ts';
import { createRandomWalkFeed } from './random-walk-feed.ts';

async function walk(seed: number, volatility: string, seconds: number): Promise<readonly string[]> {
  const clock = createFakeClock(0);
  const terms = { prices: STANDARD_PRICES, instruments: STANDARD_INSTRUMENTS };
  const feed = createRandomWalkFeed({ clock, seed, volatility: decimal(volatility), ...terms });
  const seen: string[] = [];
  feed.subscribe(({ symbol, price }) => seen.push(`${symbol} ${formatDecimal(price)}`));
  await clock.advance(seconds * 1000);
  feed.close();
  expect(clock.scheduledCount).toBe(0);
  return seen;
}

describe('the random walk', () => {
  test('is the same for the same seed and another for another', async () => {
    const first = await walk(1, '0.5', 20);
    expect(first.length).toBeGreaterThan(100);
    expect(await walk(1, '0.5', 20)).toEqual(first);
    expect(await walk(2, '0.5', 20)).not.toEqual(first);
  });

  test('stays on the tick', async () => {
    const ticks = new Map(STANDARD_INSTRUMENTS.map(({ symbol, tickSize }) => [symbol, tickSize]));
    for (const line of await walk(7, '3', 50)) {
      const [symbol = '', price = ''] = line.split(' ');
      expect(
        decimal(price)
          .mod(ticks.get(symbol) ?? '0')
          .isZero(),
      ).toBe(true);
    }
  });

  test('says nothing without volatility', async () => {
    expect(await walk(1, '0', 20)).toEqual([]);
  });

  test('spreads as its volatility says', () => {
    const [instrument] = STANDARD_INSTRUMENTS;
    if (instrument === undefined) throw new Error('no instrument');
    const ends = Array.from({ length: 1500 }, (_, seed) => {
      let end = decimal('60000');
      let tick = () => {};
      const feed = createRandomWalkFeed({
        clock: { now: () => 0, schedule: (_delay, callback) => ((tick = callback), () => {}) },
        seed,
        volatility: decimal('0.5'),
        prices: { BTCUSDT: end },
        instruments: [instrument],
        intervalMs: 31_536_000_000 / 4,
      });
      feed.subscribe(({ price }) => (end = price));
      tick();
      return Decimal.ln(end.div('60000'));
    });
    const mean = Decimal.sum(...ends).div(ends.length);
    const variance = Decimal.sum(...ends.map((end) => end.minus(mean).pow(2))).div(ends.length);
    expect(variance.sqrt().toNumber()).toBeCloseTo(0.25, 1);
    expect(mean.toNumber()).toBeCloseTo(-0.03, 1);
  });
});

test('the generator gives the published sequence', () => {
  const random = createRandom(1);
  expect([random(), random(), random()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
});
