import { describe, test } from 'vitest';
import { expectRow, nameOf, TIMEOUT_MS, type Row } from './expect-row.test.fixture.ts';

const ASK = { execute: 'ask' } as const;

const ROWS: readonly Row[] = [
  {
    route: ASK,
    before: ['alert 0 0.02', '[Edit size]'],
    command: '0.01',
    card: [
      'trend · BTCUSDT, another size',
      'PAPER main · buy 0.010 · ≈ 600.00 · margin ≈ 60.00 at 10x · stop 59 100.0',
    ],
    button: 'Place 0.010',
    orders: ['buy market 0.01', 'sell stop all @59100'],
    stands: ['LONG 0.01', 'sell stop all @59100'],
    label: '✓ Filled 0.010 at 60 000.0',
    after: [
      '👍 trend · BTCUSDT · placed by user 111',
      '✅ PAPER main · BTCUSDT bought 0.010 at 60 000.0',
      '🛡 PAPER main · BTCUSDT stop at 59 100.0 by mark, 1.5 % from the entry',
    ],
  },
  {
    route: ASK,
    before: ['alert 0 0.02', '[Edit size]'],
    command: '0.03',
    card: [
      'trend · BTCUSDT, another size',
      'PAPER main · buy 0.030 · ≈ 1 800.00 · margin ≈ 180.00 at 10x · stop 59 100.0',
      '@main: more than the 0.020 that the alert asks for.',
      'The limits allow it now, and are looked at again at the tap and when it is sent. The strategy goes on in proportion.',
    ],
    button: 'Place 0.030',
    orders: ['buy market 0.03', 'sell stop all @59100'],
    stands: ['LONG 0.03', 'sell stop all @59100'],
    label: '✓ Filled 0.030 at 60 000.0',
    after: [
      '👍 trend · BTCUSDT · placed by user 111',
      '✅ PAPER main · BTCUSDT bought 0.030 at 60 000.0',
      '🛡 PAPER main · BTCUSDT stop at 59 100.0 by mark, 1.5 % from the entry',
    ],
  },
  {
    route: ASK,
    before: ['alert 0 0.02', '[Edit size]'],
    command: '0.01',
    meanwhile: ['[Place]'],
    card: [
      'trend · BTCUSDT, another size',
      'PAPER main · buy 0.010 · ≈ 600.00 · margin ≈ 60.00 at 10x · stop 59 100.0',
    ],
    button: 'Place 0.010',
    stands: ['LONG 0.02', 'sell stop all @59100'],
    label: 'Not placed',
    after: ['User 111 placed it already.'],
  },
  {
    route: ASK,
    before: ['alert 0 0.02', '[Edit size]'],
    command: '0.01',
    later: ['[Place]'],
    card: [
      'trend · BTCUSDT, another size',
      'PAPER main · buy 0.010 · ≈ 600.00 · margin ≈ 60.00 at 10x · stop 59 100.0',
    ],
    button: 'Place 0.010',
    orders: ['buy market 0.01', 'sell stop all @59100'],
    stands: ['LONG 0.01', 'sell stop all @59100'],
    label: '✓ Filled 0.010 at 60 000.0',
    after: [
      '👍 trend · BTCUSDT · placed by user 111',
      '✅ PAPER main · BTCUSDT bought 0.010 at 60 000.0',
      '🛡 PAPER main · BTCUSDT stop at 59 100.0 by mark, 1.5 % from the entry',
      'User 111 placed it already. Filled 0.010 at 60 000.0.',
    ],
  },
  {
    route: ASK,
    before: ['alert 0 0.02', '[Edit size]'],
    command: '0.01',
    meanwhile: ['wait 61'],
    card: [
      'trend · BTCUSDT, another size',
      'PAPER main · buy 0.010 · ≈ 600.00 · margin ≈ 60.00 at 10x · stop 59 100.0',
    ],
    button: 'Place 0.010',
    label: 'Expired',
    after: ['This card has expired. Nothing was sent.'],
  },
  {
    route: ASK,
    before: ['alert 0 0.02'],
    command: '[Edit size]',
    card: [
      'trend · BTCUSDT, another size',
      'Which size instead? Tap, or write it here: 0.02, $500, 5% or risk1%. /cancel_flow leaves it.',
      '@main: the alert asks for 0.02. More goes as far as the limits let.',
    ],
    button: '¼',
  },
  {
    route: ASK,
    before: ['alert 0 0.02', '[Edit size]', '0.01', '[Place]'],
    command: '/close BTCUSDT 50%',
    card: [
      'CLOSE BTCUSDT LONG 0.005 of 0.010 · market',
      'owned by trend 0.01',
      'It comes out of trend’s part and is not bought back.',
    ],
    button: 'Close 0.005',
    orders: ['sell market 0.005 reduce-only'],
    stands: ['LONG 0.005', 'sell stop all @59100'],
    label: '✓ Filled 0.005 at 60 000.0',
    after: ['✅ PAPER main · BTCUSDT sold 0.005 at 60 000.0'],
  },
  {
    route: ASK,
    before: ['alert 0 0.02', '[Edit size]'],
    command: 'much',
    card: [
      '“much” is no size. Write it as 0.01 (base asset), $500 (notional), 5% (of equity, as notional) or risk1% (of equity, lost at the stop), with a point.',
    ],
  },
  {
    route: ASK,
    before: ['alert 0 0.02', '[Edit size]', '0.01'],
    command: 'alert 0.02 0.04',
    card: [
      '❓ trend · BTCUSDT adds to long. Place it?',
      'long 0.02 → long 0.04 · at 60 000',
      'PAPER main · buy 0.010 · ≈ 600.00 · margin ≈ 60.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    orders: ['buy market 0.01'],
    stands: ['LONG 0.02', 'sell stop all @59100'],
    label: '⏳ On its way',
    after: [
      '👍 trend · BTCUSDT · placed by user 111',
      '✅ PAPER main · BTCUSDT bought 0.010 at 60 000.0',
      'Placing on main.',
    ],
  },
];

describe('another size for an alert that asks', () => {
  test.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => expectRow(row), TIMEOUT_MS);
});
