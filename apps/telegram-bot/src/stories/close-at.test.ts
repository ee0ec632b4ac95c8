import { describe, test } from '@jest/globals';
import { HEDGE } from './accounts.test.fixture.ts';
import { expectRow, nameOf, type Row } from './expect-row.test.fixture.ts';

const ROWS: readonly Row[] = [
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT @61000',
    card: ['BTCUSDT LONG 0.020', 'TP 61 000.0, 62 000.0 → 61 000.0 (+1.67 %) · all of it = 0.020'],
    button: 'Set the targets',
    orders: ['cancel sell target 0.01 @61000', 'cancel sell target 0.01 @62000', 'sell target 0.02 @61000'],
    stands: ['LONG 0.02', 'sell stop all @59000', 'sell target 0.02 @61000'],
    label: '✓ Set',
    after: ['BTCUSDT set by hand'],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT 50% @61000',
    card: ['BTCUSDT LONG 0.020', 'TP 61 000.0, 62 000.0 → 61 000.0 (+1.67 %) · 50 % = 0.010'],
    button: 'Set the targets',
    orders: ['cancel sell target 0.01 @62000'],
    stands: ['LONG 0.02', 'sell stop all @59000', 'sell target 0.01 @61000'],
    label: '✓ Set',
    after: ['BTCUSDT set by hand'],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT @59000',
    card: ['A LONG’s target is above the price: 59 000.0 against 60 000.0.'],
    stands: ['LONG 0.02', 'sell stop all @59000', 'sell target 0.01 @61000', 'sell target 0.01 @62000'],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT 0.005 @61000',
    card: [
      'BTCUSDT LONG 0.020',
      'TP 61 000.0, 62 000.0 → 61 000.0 (+1.67 %) · 0.005',
      'It stays 0.005 when the position grows or shrinks, and takes at most what is held then.',
    ],
    button: 'Set the targets',
    orders: ['cancel sell target 0.01 @61000', 'cancel sell target 0.01 @62000', 'sell target 0.005 @61000'],
    stands: ['LONG 0.02', 'sell stop all @59000', 'sell target 0.005 @61000'],
    label: '✓ Set',
    after: ['BTCUSDT set by hand'],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT 50% @61000',
    later: ['price 61000', 'price 62000'],
    card: ['BTCUSDT LONG 0.020', 'TP 61 000.0, 62 000.0 → 61 000.0 (+1.67 %) · 50 % = 0.010'],
    button: 'Set the targets',
    orders: ['cancel sell target 0.01 @62000'],
    stands: ['LONG 0.02', 'sell stop all @59000', 'sell target 0.01 @61000'],
    end: ['LONG 0.01', 'sell stop all @59000'],
    label: '✓ Set',
    after: ['BTCUSDT set by hand', 'BTCUSDT sold 0.010 at 61 000.0'],
  },
  {
    accounts: HEDGE,
    before: ['/long BTCUSDT 0.02', '/short BTCUSDT 0.02'],
    command: '/close BTCUSDT long @61000',
    card: [
      'BTCUSDT LONG 0.020',
      'TP – → 61 000.0 (+1.67 %) · all of it = 0.020',
      'liq 62 492 500.0: stops and targets do not move it',
    ],
    button: 'Set the targets',
    orders: ['long sell target 0.02 @61000'],
    stands: ['long LONG 0.02', 'short SHORT 0.02', 'long sell target 0.02 @61000'],
    label: '✓ Set',
    after: ['BTCUSDT long set by hand'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/close BTCUSDT 50%@61000',
    card: ['“50%@61000” is no part. Write 50% or 0.01 (base asset), or nothing for all of it.'],
    stands: ['LONG 0.02'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/close BTCUSDT @61000.05',
    card: [
      'BTCUSDT LONG 0.020',
      'TP – → 61 000.1 (+1.67 %) · all of it = 0.020',
      'The target 61 000.05 is rounded to 61 000.1 (tick 0.1).',
    ],
    button: 'Set the targets',
    orders: ['sell target 0.02 @61000.1'],
    stands: ['LONG 0.02', 'sell target 0.02 @61000.1'],
    label: '✓ Set',
    after: ['BTCUSDT set by hand'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/close BTCUSDT 0.0155 @61000',
    card: [
      'BTCUSDT LONG 0.020',
      'TP – → 61 000.0 (+1.67 %) · 0.015',
      '0.0155 is rounded down to 0.015 (step 0.001).',
      'It stays 0.015 when the position grows or shrinks, and takes at most what is held then.',
    ],
    button: 'Set the targets',
    orders: ['sell target 0.015 @61000'],
    stands: ['LONG 0.02', 'sell target 0.015 @61000'],
    label: '✓ Set',
    after: ['BTCUSDT set by hand'],
  },
  {
    before: ['/short BTCUSDT 0.02'],
    command: '/close BTCUSDT @59000',
    card: [
      'BTCUSDT SHORT 0.020',
      'TP – → 59 000.0 (−1.67 %) · all of it = 0.020',
      'liq 557 739.0: stops and targets do not move it',
    ],
    button: 'Set the targets',
    orders: ['buy target 0.02 @59000'],
    stands: ['SHORT 0.02', 'buy target 0.02 @59000'],
    label: '✓ Set',
    after: ['BTCUSDT set by hand'],
  },
];

describe('/close at a price', () => {
  test.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => expectRow(row));
});
