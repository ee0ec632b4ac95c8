import { describe, test } from '@jest/globals';
import { HEDGE, TWO } from './accounts.test.fixture.ts';
import { expectRow, nameOf, type Row } from './expect-row.test.fixture.ts';

const ROWS: readonly Row[] = [
  {
    command: '/leverage BTCUSDT 5',
    card: ['BTCUSDT leverage', '10x → 5x'],
    button: 'Set 5x',
    orders: ['leverage BTCUSDT 5'],
    label: '✓ Set',
    after: ['BTCUSDT leverage 10x → 5x · by user 111'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/leverage BTCUSDT 5',
    card: ['BTCUSDT leverage', '10x → 5x', 'margin in use ≈ 120.00 → 240.00 USDT'],
    button: 'Set 5x',
    orders: ['leverage BTCUSDT 5'],
    stands: ['LONG 0.02'],
    label: '✓ Set',
    after: ['BTCUSDT leverage 10x → 5x · by user 111'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/leverage BTCUSDT 20x',
    card: ['BTCUSDT leverage', '10x → 20x', 'margin in use ≈ 120.00 → 60.00 USDT'],
    button: 'Set 20x',
    orders: ['leverage BTCUSDT 20'],
    stands: ['LONG 0.02'],
    label: '✓ Set',
    after: ['BTCUSDT leverage 10x → 20x · by user 111'],
  },
  { command: '/leverage BTCUSDT 200', card: ['BTCUSDT allows at most 125x at its size.'] },
  { command: '/leverage BTCUSDT 10', card: ['It is 10x already.'] },
  {
    before: ['/long BTCUSDT 0.01 @59000'],
    command: '/leverage BTCUSDT 5',
    card: ['BTCUSDT leverage', '10x → 5x'],
    button: 'Set 5x',
    orders: ['leverage BTCUSDT 5'],
    stands: ['buy limit 0.01 @59000'],
    label: '✓ Set',
    after: ['BTCUSDT leverage 10x → 5x · by user 111'],
  },
  {
    before: ['/long BTCUSDT 1.5'],
    command: '/leverage BTCUSDT 1',
    card: [
      'BTCUSDT leverage',
      '10x → 1x',
      'margin in use ≈ 9 000.00 → 90 000.00 USDT',
      'That needs more than the free 955.00 USDT.',
      'liq 53 598.0: in cross margin the leverage does not move it',
    ],
    button: 'Set 1x',
    orders: ['leverage BTCUSDT 1'],
    stands: ['LONG 1.5'],
    label: '✗ Not set',
    after: ['The free balance does not cover BTCUSDT at leverage 1.'],
  },
  {
    command: '/margin BTCUSDT iso',
    card: [
      'BTCUSDT margin',
      'cross → isolated',
      'The exchange takes that only while the symbol holds nothing and no order is open.',
    ],
    button: 'Set isolated',
    orders: ['margin BTCUSDT isolated'],
    label: '✓ Set',
    after: ['BTCUSDT margin cross → isolated · by user 111'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/margin BTCUSDT iso',
    card: [
      'BTCUSDT has a position or open orders: the exchange takes that only while there are none. /positions and /orders show them.',
    ],
    stands: ['LONG 0.02'],
  },
  { command: '/margin BTCUSDT cross', card: ['It is cross already.'] },
  {
    before: ['/long BTCUSDT 0.01 @59000'],
    command: '/margin BTCUSDT iso',
    card: [
      'BTCUSDT has a position or open orders: the exchange takes that only while there are none. /positions and /orders show them.',
    ],
    stands: ['buy limit 0.01 @59000'],
  },
  {
    command: '/posmode hedge',
    card: [
      'position mode',
      'one-way → hedge',
      'The exchange takes that only while the account holds nothing and no order is open.',
    ],
    button: 'Set hedge',
    orders: ['mode hedge'],
    label: '✓ Set',
    after: ['position mode one-way → hedge · by user 111'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/posmode hedge',
    card: [
      '@main has positions or open orders: the exchange takes that only while there are none. /positions and /orders show them.',
    ],
    stands: ['LONG 0.02'],
  },
  { command: '/posmode one-way', card: ['It is one-way already.'] },
  {
    before: ['/long BTCUSDT 0.01 @59000'],
    command: '/posmode hedge',
    card: [
      '@main has positions or open orders: the exchange takes that only while there are none. /positions and /orders show them.',
    ],
    stands: ['buy limit 0.01 @59000'],
  },
  { accounts: TWO, command: '/posmode hedge @alt', card: ['It is hedge already.'] },
  {
    before: ['/margin BTCUSDT iso', '/long BTCUSDT 0.02'],
    command: '/leverage BTCUSDT 5',
    card: ['BTCUSDT has an isolated position: the exchange only raises its leverage. Close it first.'],
    stands: ['LONG 0.02'],
  },
  {
    before: ['/margin BTCUSDT iso', '/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/leverage BTCUSDT 20',
    card: ['BTCUSDT leverage', '10x → 20x', 'margin in use ≈ 120.00 → 60.00 USDT', 'est. liq 54 216.9 → 57 228.9'],
    button: 'Set 20x',
    orders: ['leverage BTCUSDT 20'],
    stands: ['LONG 0.02', 'sell stop all @59000', 'sell target 0.01 @61000', 'sell target 0.01 @62000'],
    label: '✓ Set',
    after: ['BTCUSDT leverage 10x → 20x · by user 111'],
  },
  {
    accounts: HEDGE,
    before: ['/long BTCUSDT 0.02', '/close BTCUSDT'],
    command: '/posmode one-way',
    card: [
      'position mode',
      'hedge → one-way',
      'The exchange takes that only while the account holds nothing and no order is open.',
    ],
    button: 'Set one-way',
    orders: ['mode one-way'],
    label: '✓ Set',
    after: ['position mode hedge → one-way · by user 111'],
  },
];

describe('/leverage, /margin and /posmode', () => {
  test.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => expectRow(row));
});
