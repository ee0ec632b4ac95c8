import { describe, test } from 'vitest';
import { expectRow, nameOf, TIMEOUT_MS, type Row } from './expect-row.test.fixture.ts';

const ASK = { execute: 'ask' } as const;

const ROWS: readonly Row[] = [
  {
    route: ASK,
    command: 'alert 0 0.02',
    meanwhile: ['wait 121'],
    later: ['alert 0.02 0', 'alert 0 0.01'],
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    label: 'Expired',
    after: [
      '📡 trend · BTCUSDT closes long',
      '🚫 trend · BTCUSDT · no order',
      'This account is out: its entry was refused, skipped or too late, or its position is closed. It waits for the next entry.',
      '📡 trend · BTCUSDT opens long',
      '❓ trend · BTCUSDT opens long. Place it?',
      'This card has expired. Nothing was sent.',
    ],
  },
  {
    route: ASK,
    command: 'alert 0 0.02',
    // the minute runs from when the card is delivered, and here nobody delivers it
    meanwhile: ['wait 61'],
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
    meanwhile: ['/pause'],
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    label: 'Void',
    after: ['The desk was paused; nothing was sent.'],
  },
  {
    route: ASK,
    command: 'alert 0 0.02',
    meanwhile: ['/pause', '/resume'],
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    label: 'Void',
    after: ['The desk was paused; nothing was sent.'],
  },
  {
    route: ASK,
    command: 'alert 0 0.02',
    meanwhile: ['/route trend notify'],
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    label: 'Void',
    after: ['The route only tells from now on; nothing was sent.'],
  },
  {
    route: ASK,
    command: 'alert 0 0.02',
    meanwhile: ['/route trend auto'],
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
    meanwhile: ['/long BTCUSDT 0.01'],
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    orders: ['buy market 0.02', 'sell stop 0.02 @59100'],
    stands: ['LONG 0.03', 'sell stop 0.02 @59100'],
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
    meanwhile: ['alert 0.02 0'],
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    label: 'Void',
    after: ['A newer alert of the strategy takes its place.'],
  },
  {
    route: ASK,
    command: 'alert 0 0.02',
    meanwhile: ['alert 0.02 -0.02'],
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    label: 'Void',
    after: ['A newer alert of the strategy takes its place.'],
  },
  {
    route: ASK,
    command: 'alert 0 0.02',
    meanwhile: ['price 61000'],
    card: [
      '❓ trend · BTCUSDT opens long. Place it?',
      'flat → long 0.02 · at 60 000',
      'PAPER main · buy 0.020 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100.0',
    ],
    button: 'Place',
    orders: ['buy market 0.02', 'sell stop all @60085'],
    stands: ['LONG 0.02', 'sell stop all @60085'],
    label: '⏳ On its way',
    after: [
      '👍 trend · BTCUSDT · placed by user 111',
      '✅ PAPER main · BTCUSDT bought 0.020 at 61 000.0',
      '🛡 PAPER main · BTCUSDT stop at 60 085.0 by mark, 1.5 % from the entry',
      'Placing on main.',
    ],
  },
  {
    route: { ...ASK, askExits: true },
    before: ['alert 0 0.02', '[Place]'],
    command: 'alert 0.02 0.01',
    meanwhile: ['/close BTCUSDT'],
    card: [
      '❓ trend · BTCUSDT reduces long. Place it?',
      'long 0.02 → long 0.01 · at 60 000',
      'PAPER main · sell 0.010 · exit · ≈ 600.00',
      'Nothing is sent before somebody taps: within 1 min.',
    ],
    button: 'Reduce it',
    label: 'Not placed',
    after: ['Not placed. The strategy owns nothing on this account.'],
  },
];

describe('what happens while an alert’s card waits', () => {
  test.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => expectRow(row), TIMEOUT_MS);
});
