import { describe, test } from 'vitest';
import { expectRow, nameOf, TIMEOUT_MS, type Row } from './expect-row.test.fixture.ts';

const ROWS: readonly Row[] = [
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/sl BTCUSDT 59500',
    meanwhile: ['price 59400'],
    card: ['BTCUSDT LONG 0.020', 'SL 59 000.0 → 59 500.0 (−0.83 %)', 'at the stop ≈ −10.00 USDT before fees'],
    button: 'Set the stop 59 500.0',
    stands: ['LONG 0.02', 'sell stop all @59000', 'sell target 0.01 @61000', 'sell target 0.01 @62000'],
    label: '✗ Not set',
    after: ['The price is 59 400 by now: past the stop 59 500. Nothing was changed.'],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000', 'price 60500'],
    command: '/be BTCUSDT',
    meanwhile: ['price 59900'],
    card: ['BTCUSDT LONG 0.020', 'SL 59 000.0 → 60 000.0 (−0.83 %)', 'at the stop ≈ 0.00 USDT before fees'],
    button: 'Set the stop 60 000.0',
    stands: ['LONG 0.02', 'sell stop all @59000', 'sell target 0.01 @61000', 'sell target 0.01 @62000'],
    label: '✗ Not set',
    after: ['The price is 59 900 by now: past the stop 60 000. Nothing was changed.'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/sl BTCUSDT 59000',
    meanwhile: ['wait 61'],
    card: ['BTCUSDT LONG 0.020', 'SL – → 59 000.0 (−1.67 %)', 'at the stop ≈ −20.00 USDT before fees'],
    button: 'Set the stop 59 000.0',
    stands: ['LONG 0.02'],
    label: 'Expired',
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/sl BTCUSDT 59000',
    meanwhile: ['/close BTCUSDT'],
    card: ['BTCUSDT LONG 0.020', 'SL – → 59 000.0 (−1.67 %)', 'at the stop ≈ −20.00 USDT before fees'],
    button: 'Set the stop 59 000.0',
    label: '✗ Not set',
    after: ['No long of BTCUSDT is open on this account any more.'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/sl BTCUSDT 59000',
    meanwhile: ['/reverse BTCUSDT'],
    card: ['BTCUSDT LONG 0.020', 'SL – → 59 000.0 (−1.67 %)', 'at the stop ≈ −20.00 USDT before fees'],
    button: 'Set the stop 59 000.0',
    stands: ['SHORT 0.02'],
    label: '✗ Not set',
    after: ['No long of BTCUSDT is open on this account any more.'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/trail BTCUSDT 1% @61000',
    meanwhile: ['price 61100'],
    card: ['BTCUSDT LONG 0.020', 'trailing – → 1 % @ 61 000.0'],
    button: 'Set the trailing stop 1 %',
    orders: ['sell trail 0.02 @61000 1%', 'sell trail 0.02 1%'],
    stands: ['LONG 0.02', 'sell trail 0.02 1%'],
    label: '✓ Set',
    after: ['BTCUSDT set by hand'],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/trail BTCUSDT 1%',
    meanwhile: ['/close BTCUSDT'],
    card: ['BTCUSDT LONG 0.020', 'trailing – → 1 %'],
    button: 'Set the trailing stop 1 %',
    label: '✗ Not set',
    after: ['No long of BTCUSDT is open on this account any more.'],
  },
  {
    before: ['/long BTCUSDT 0.02', 'price 60500'],
    command: '/be BTCUSDT',
    meanwhile: ['/long BTCUSDT 0.02'],
    card: ['BTCUSDT LONG 0.020', 'SL – → 60 000.0 (−0.83 %)', 'at the stop ≈ 0.00 USDT before fees'],
    button: 'Set the stop 60 000.0',
    orders: ['sell stop all @60000'],
    stands: ['LONG 0.04', 'sell stop all @60000'],
    label: '✓ Set',
    after: ['BTCUSDT set by hand', 'BTCUSDT stop at 60 000.0 by mark, 0.41 % from the entry'],
  },
];

describe('stops, where something happened before the tap', () => {
  test.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => expectRow(row), TIMEOUT_MS);
});
