import { expect, test } from 'vitest';
import { type Lap, quieterHalf, toFigures } from './figures.ts';

const lap = (p50: number, rest: Partial<Lap> = {}): Lap => ({
  latencies: [p50 / 2, p50, p50 * 2],
  cpuMs: 3,
  ordersPerSecond: 100,
  ...rest,
});

test('each round is held against the same round of the base, so a slow round counts for both', () => {
  const base = [lap(1), lap(10), lap(2)];
  const laps = [lap(1.5), lap(15), lap(4)];
  expect(toFigures(laps, base).ratio).toBe(1.5);
});

test('the base itself has the ratio 1', () => {
  const base = [lap(1), lap(10)];
  expect(toFigures(base, base).ratio).toBe(1);
});

test('p99 and CPU are of all orders, p50 and orders a second medians over the rounds', () => {
  const laps = [lap(1), lap(3, { ordersPerSecond: 300, cpuMs: 9 }), lap(2, { ordersPerSecond: 200 })];
  expect(toFigures(laps, laps)).toMatchObject({ p50: 2, p99: 6, cpuMsPerOrder: 15 / 9, ordersPerSecond: 200 });
});

test('the rounds count in which all together were quickest, for all alike', () => {
  const laps = new Map([
    ['a', [lap(1), lap(9), lap(2), lap(1), lap(8)]],
    ['b', [lap(2), lap(1), lap(2), lap(12), lap(8)]],
  ]);
  const quiet = quieterHalf(laps);
  expect(quiet.get('a')).toEqual([lap(1), lap(9), lap(2)]);
  expect(quiet.get('b')).toEqual([lap(2), lap(1), lap(2)]);
});
