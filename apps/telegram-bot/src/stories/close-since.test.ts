import { describe, test } from '@jest/globals';
import { expectRow, nameOf, type Row } from './expect-row.test.fixture.ts';

const ROWS: readonly Row[] = [
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT',
    meanwhile: ['hand buy 0.01'],
    card: ['CLOSE BTCUSDT LONG 0.020 · all that is held at the tap · market'],
    button: 'Close all of it',
    orders: ['sell market 0.03 reduce-only', 'cancel sell target 0.01 @61000', 'cancel sell stop 0.02 @59000'],
    label: '✓ Filled 0.030 at 60 000.0',
    after: ['BTCUSDT sold 0.030 at 60 000.0', 'BTCUSDT closed by hand'],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT 50%',
    meanwhile: ['hand buy 0.01'],
    card: ['CLOSE BTCUSDT LONG 0.010 of 0.020 · market'],
    button: 'Close 0.010',
    orders: [
      'sell market 0.01 reduce-only',
      'sell stop 0.01 @59000',
      'cancel sell stop 0.02 @59000',
      'cancel sell target 0.01 @61000',
      'sell target 0.005 @61000',
    ],
    stands: ['LONG 0.02', 'sell stop 0.01 @59000', 'sell target 0.005 @61000'],
    label: '✓ Filled 0.010 at 60 000.0',
    after: ['BTCUSDT sold 0.010 at 60 000.0'],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT 50%',
    meanwhile: ['hand sell 0.01'],
    card: ['CLOSE BTCUSDT LONG 0.010 of 0.020 · market'],
    button: 'Close 0.010',
    stands: ['LONG 0.01', 'sell stop all @59000', 'sell target 0.005 @61000', 'sell target 0.005 @62000'],
    label: 'Not placed: less is held',
    after: [
      'Not placed: the position of BTCUSDT went from 0.02 to 0.01. Here is the same part of what is left.',
      'CLOSE BTCUSDT LONG 0.005 of 0.010 · market',
    ],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT 0.015',
    meanwhile: ['hand sell 0.01'],
    card: ['CLOSE BTCUSDT LONG 0.015 of 0.020 · market'],
    button: 'Close 0.015',
    orders: ['sell market 0.01 reduce-only', 'cancel sell target 0.005 @61000', 'cancel sell target 0.005 @62000'],
    label: '✓ Filled 0.010 at 60 000.0',
    after: ['BTCUSDT sold 0.010 at 60 000.0', 'BTCUSDT closed by hand'],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT',
    meanwhile: ['hand sell 0.02'],
    card: ['CLOSE BTCUSDT LONG 0.020 · all that is held at the tap · market'],
    button: 'Close all of it',
    label: '✗ Not placed',
    after: ['The position is flat.'],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT',
    meanwhile: ['hand sell 0.03'],
    card: ['CLOSE BTCUSDT LONG 0.020 · all that is held at the tap · market'],
    button: 'Close all of it',
    stands: ['SHORT 0.01'],
    label: 'Not placed',
    after: ['Not placed: the LONG of BTCUSDT is no longer open, the position has turned. /positions shows what is.'],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/close BTCUSDT 50%',
    meanwhile: ['hand buy 0.01'],
    later: ['wait 60'],
    card: ['CLOSE BTCUSDT LONG 0.010 of 0.020 · market'],
    button: 'Close 0.010',
    orders: [
      'sell market 0.01 reduce-only',
      'sell stop 0.01 @59000',
      'cancel sell stop 0.02 @59000',
      'cancel sell target 0.01 @61000',
      'sell target 0.005 @61000',
    ],
    stands: ['LONG 0.02', 'sell stop 0.01 @59000', 'sell target 0.005 @61000'],
    label: '✓ Filled 0.010 at 60 000.0',
    after: ['BTCUSDT sold 0.010 at 60 000.0'],
  },
];

describe('/close, where something happened before the tap', () => {
  test.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => expectRow(row));
});
