import { expect, test } from 'vitest';
import { CONTENDER_NAMES } from './contender.ts';
import { formatOrderPage } from './format-order-page.ts';

const figures = CONTENDER_NAMES.map((name, index) => ({
  name,
  ratio: 1 + index / 10,
  p50: 0.234,
  p99: 1.5,
  cpuMsPerOrder: 0.126,
  ordersPerSecond: 8076.6,
  importMs: 82.6,
  rssBytes: 103.2 * 1024 * 1024,
  installedBytes: 1024 * 1024,
  packages: 39,
}));
const facts = { orders: 400, rounds: 9, inFlight: 50, command: 'npm run it', node: 'v26.0.0', cores: 2 };

test('the page names the command, the machine and the targets', () => {
  const page = formatOrderPage(figures, facts);
  expect(page).toContain('```sh\nnpm run it\n```\n\non 2 cores, Node v26.0.0.');
  expect(page).toContain('400 orders a round');
  expect(page).toMatch(/\nTargets: FAIL: WS-API 1\.20 with an Ed25519 key /);
});

test('the table has a row for each client and as many cells in each', () => {
  const lines = formatOrderPage(figures, facts)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  expect(lines).toHaveLength(CONTENDER_NAMES.length + 2);
  expect(new Set(lines.map((line) => line.split('|').length))).toEqual(new Set([12]));
  expect(lines[2]).toBe('| hand-signed, REST (undici) | 1.00 | 0.23 | 1.50 | 0.13 | 8077 | 83 | 103.2 | 1.0 | 39 |');
});
