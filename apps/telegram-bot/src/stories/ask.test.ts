import { describe, test } from 'vitest';
import { expectRow, nameOf, TIMEOUT_MS, type Row } from './expect-row.test.fixture.ts';

const ASK = { execute: 'ask' } as const;

const ROWS: readonly Row[] = [
  {
    route: ASK,
    command: 'alert 0 0.02',
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    orders: ['buy market 0.02', 'sell stop all @59100'],
    stands: ['LONG 0.02', 'sell stop all @59100'],
    label: '⏳ On its way',
    after: [
      '👍 trend · BTCUSDT · placed by user 111',
      '✅ PAPER main · BTCUSDT bought 0.020 at 60 000.0',
      '🛡 PAPER main · BTCUSDT stop at 59 100.0 by mark, 1.5 % from the entry',
      'Placing on main.',
    ],
  },
  {
    route: ASK,
    command: 'alert 0 0.02',
    tap: 'Skip',
    later: ['alert 0.02 0', 'alert 0 0.01'],
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Skip',
    label: 'Skipped',
    after: [
      '⏭ trend · BTCUSDT · skipped by user 111',
      'Nothing was sent. The accounts take no part until the strategy’s next entry.',
      '📡 trend · BTCUSDT closes long',
      '🚫 trend · BTCUSDT · no order',
      'This account is out: its entry was refused, skipped or too late, or its position is closed. It waits for the next entry.',
      '📡 trend · BTCUSDT opens long',
      '❓ trend · BTCUSDT opens long. Place it?',
      'Skipped. Nothing was sent.',
    ],
  },
  {
    route: ASK,
    before: ['alert 0 0.02', '[Place]'],
    command: 'alert 0.02 0',
    card: ['📡 trend · BTCUSDT closes long'],
    orders: ['sell market 0.02 reduce-only'],
    after: [
      '✅ PAPER main · BTCUSDT sold 0.020 at 60 000.0',
      '🏁 PAPER main · BTCUSDT closed by the signal · PnL −1.20 USDT',
      'the whole position: 0.00 realised, fees 1.20 USDT; funding is not in it',
    ],
  },
  {
    route: ASK,
    before: ['alert 0 0.02', '[Place]'],
    command: 'alert 0.02 -0.02',
    card: [
      '❓ trend · BTCUSDT turns short. Place it?',
      'long 0.02 → short 0.02 · at 60 000',
      'PAPER main · sell 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 60 900.0',
      'exit · fee 0.60 USDT · after 0 ms',
      '🏁 PAPER main · BTCUSDT closed by the signal · PnL −1.20 USDT',
      'the whole position: 0.00 realised, fees 1.20 USDT; funding is not in it',
    ],
    button: 'Place',
    orders: ['sell market 0.02', 'buy stop all @60900'],
    stands: ['SHORT 0.02', 'buy stop all @60900'],
    label: '⏳ On its way',
    after: [
      '👍 trend · BTCUSDT · placed by user 111',
      '✅ PAPER main · BTCUSDT sold 0.020 at 60 000.0',
      '🛡 PAPER main · BTCUSDT stop at 60 900.0 by mark, 1.5 % from the entry',
      'Placing on main.',
    ],
  },
  {
    route: ASK,
    before: ['alert 0 0.02', '[Place]'],
    command: 'alert 0.02 0.03',
    tap: 'Skip',
    card: [
      '❓ trend · BTCUSDT adds to long. Place it?',
      'long 0.02 → long 0.03 · at 60 000',
      'PAPER main · buy 0.010 · ≈ 600.00 · margin ≈ 60.00 at 10x · stop 59 100.0',
    ],
    button: 'Skip',
    stands: ['LONG 0.02', 'sell stop all @59100'],
    label: 'Skipped',
    after: [
      '⏭ trend · BTCUSDT · skipped by user 111',
      'Nothing was sent. What the accounts hold stays as it is.',
      'Skipped. Nothing was sent.',
    ],
  },
  {
    route: { ...ASK, askExits: true },
    before: ['alert 0 0.02', '[Place]'],
    command: 'alert 0.02 0',
    card: [
      '❓ trend · BTCUSDT closes long. Place it?',
      'long 0.02 → flat · at 60 000',
      'PAPER main · sell 0.020 · exit · ≈ 1 200.00',
      'Nothing is sent before somebody taps: within 1 min.',
    ],
    button: 'Close it',
    orders: ['sell market 0.02 reduce-only'],
    label: '⏳ On its way',
    after: [
      '👍 trend · BTCUSDT · placed by user 111',
      '✅ PAPER main · BTCUSDT sold 0.020 at 60 000.0',
      '🏁 PAPER main · BTCUSDT closed by the signal · PnL −1.20 USDT',
      'the whole position: 0.00 realised, fees 1.20 USDT; funding is not in it',
      'Placing on main.',
    ],
  },
  {
    route: { ...ASK, askExits: true },
    before: ['alert 0 0.02', '[Place]'],
    command: 'alert 0.02 0',
    tap: 'Skip',
    card: [
      '❓ trend · BTCUSDT closes long. Place it?',
      'long 0.02 → flat · at 60 000',
      'PAPER main · sell 0.020 · exit · ≈ 1 200.00',
      'Nothing is sent before somebody taps: within 1 min.',
    ],
    button: 'Skip',
    stands: ['LONG 0.02', 'sell stop all @59100'],
    label: 'Skipped',
    after: [
      '⏭ trend · BTCUSDT · skipped by user 111',
      'Nothing was sent. What the accounts hold stays as it is.',
      'Skipped. Nothing was sent.',
    ],
  },
  {
    route: { ...ASK, askExits: true },
    before: ['alert 0 0.02', '[Place]'],
    command: 'alert 0.02 0.005',
    card: [
      '❓ trend · BTCUSDT reduces long. Place it?',
      'long 0.02 → long 0.005 · at 60 000',
      'PAPER main · sell 0.015 · exit · ≈ 900.00',
      'Nothing is sent before somebody taps: within 1 min.',
    ],
    button: 'Reduce it',
    orders: ['sell market 0.015 reduce-only'],
    stands: ['LONG 0.005', 'sell stop all @59100'],
    label: '⏳ On its way',
    after: [
      '👍 trend · BTCUSDT · placed by user 111',
      '✅ PAPER main · BTCUSDT sold 0.015 at 60 000.0',
      'Placing on main.',
    ],
  },
  {
    route: ASK,
    command: 'alert 0 0.02',
    later: ['[Place]'],
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    orders: ['buy market 0.02', 'sell stop all @59100'],
    stands: ['LONG 0.02', 'sell stop all @59100'],
    label: '⏳ On its way',
    after: [
      '👍 trend · BTCUSDT · placed by user 111',
      '✅ PAPER main · BTCUSDT bought 0.020 at 60 000.0',
      '🛡 PAPER main · BTCUSDT stop at 59 100.0 by mark, 1.5 % from the entry',
      'Placing on main.',
      'User 111 placed it already. Filled 0.020 at 60 000.0.',
    ],
  },
];

describe('an alert that asks', () => {
  test.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => expectRow(row), TIMEOUT_MS);
});
