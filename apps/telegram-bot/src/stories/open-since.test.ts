import { describe, test } from 'vitest';
import { expectRow, nameOf, TIMEOUT_MS, type Row } from './expect-row.test.fixture.ts';

const ROWS: readonly Row[] = [
  {
    command: '/long BTCUSDT 0.01 sl=1%',
    meanwhile: ['price 60500'],
    card: ['LONG BTCUSDT 0.010 · market', 'SL 59 400.0 (−1 %) · worst case ≈ −6.00 USDT and fees'],
    button: 'Place LONG 0.010',
    orders: ['buy market 0.01', 'sell stop all @59400'],
    stands: ['LONG 0.01', 'sell stop all @59400'],
    label: '✓ Filled 0.010 at 60 500.0',
    after: ['BTCUSDT bought 0.010 at 60 500.0', 'BTCUSDT stop at 59 400.0 by mark, 1.82 % from the entry'],
  },
  {
    command: '/long BTCUSDT 0.01 sl=59900',
    meanwhile: ['price 59800'],
    card: ['LONG BTCUSDT 0.010 · market', 'SL 59 900.0 (−0.17 %) · worst case ≈ −1.00 USDT and fees'],
    button: 'Place LONG 0.010',
    label: 'Not placed',
    after: ['Not placed: the price is 59 800.0 by now, past the stop 59 900.0.'],
  },
  {
    command: '/long BTCUSDT 0.01 tp=60100',
    meanwhile: ['price 60200'],
    card: ['LONG BTCUSDT 0.010 · market', 'no SL', 'TP 60 100.0 (+0.17 %) · all of it ≈ 0.010'],
    button: 'Place LONG 0.010',
    label: 'Not placed',
    after: ['Not placed: the price is 60 200.0 by now, past the target 60 100.0.'],
  },
  {
    command: '/long BTCUSDT 0.01',
    meanwhile: ['price 61000'],
    card: ['LONG BTCUSDT 0.010 · market', 'no SL'],
    button: 'Place LONG 0.010',
    label: 'Not placed: the market moved',
    after: [
      'Not placed: the market moved from 60 000 to 61 000. Here it is at the new price.',
      'LONG BTCUSDT 0.010 · market',
    ],
  },
  {
    command: '/long BTCUSDT 0.01',
    meanwhile: ['/pause'],
    card: ['LONG BTCUSDT 0.010 · market', 'no SL'],
    button: 'Place LONG 0.010',
    label: 'Not placed',
    after: ['Not placed. Entries are paused until someone resumes. (paused) Nothing is at the exchange.'],
  },
  {
    command: '/long BTCUSDT 0.01',
    meanwhile: ['/panic'],
    card: ['LONG BTCUSDT 0.010 · market', 'no SL'],
    button: 'Place LONG 0.010',
    label: 'Not placed',
    after: [
      'Not placed. Entries are blocked after /panic until someone resumes. (panic-block) Nothing is at the exchange.',
    ],
  },
  {
    command: '/long BTCUSDT 0.01',
    meanwhile: ['wait 61'],
    card: ['LONG BTCUSDT 0.010 · market', 'no SL'],
    button: 'Place LONG 0.010',
    label: 'Expired',
  },
  {
    command: '/long BTCUSDT 0.01',
    meanwhile: ['/short BTCUSDT 0.02'],
    card: ['LONG BTCUSDT 0.010 · market', 'no SL'],
    button: 'Place LONG 0.010',
    stands: ['SHORT 0.02'],
    label: 'Not placed: the position changed',
    after: [
      'Not placed: the position of BTCUSDT was nothing when the card came and is SHORT 0.02 now. Here it is anew.',
      'LONG BTCUSDT 0.010 · market',
    ],
  },
  {
    command: '/long BTCUSDT 0.01 sl=59000',
    meanwhile: ['/short BTCUSDT 0.02'],
    card: ['LONG BTCUSDT 0.010 · market', 'SL 59 000.0 (−1.67 %) · worst case ≈ −10.00 USDT and fees'],
    button: 'Place LONG 0.010',
    stands: ['SHORT 0.02'],
    label: 'Not placed: the position changed',
    after: [
      'Not placed: the position of BTCUSDT was nothing when the card came and is SHORT 0.02 now. Here it is anew.',
      'A SHORT of BTCUSDT is open: this order lowers it, and a stop or target of the other side would end it. /close or /reverse BTCUSDT first.',
    ],
  },
  {
    before: ['/long BTCUSDT 0.02'],
    command: '/short BTCUSDT 0.02',
    meanwhile: ['/close BTCUSDT'],
    card: ['SHORT BTCUSDT 0.020 · market', 'Open already: LONG 0.02. This order leaves nothing.'],
    button: 'Place SHORT 0.020',
    label: 'Not placed: the position changed',
    after: [
      'Not placed: the position of BTCUSDT was LONG 0.02 when the card came and is nothing now. Here it is anew.',
      'SHORT BTCUSDT 0.020 · market',
    ],
  },
  {
    before: ['/long BTCUSDT 0.02 sl=59000 tp=61000:50%,62000'],
    command: '/short BTCUSDT 0.02',
    meanwhile: ['/close BTCUSDT 50%'],
    card: [
      'SHORT BTCUSDT 0.020 · market',
      'Open already: LONG 0.02. This order leaves nothing.',
      'Stops and targets of what is open go with it.',
    ],
    button: 'Place SHORT 0.020',
    stands: ['LONG 0.01', 'sell stop all @59000', 'sell target 0.005 @61000', 'sell target 0.005 @62000'],
    label: 'Not placed: the position changed',
    after: [
      'Not placed: the position of BTCUSDT was LONG 0.02 when the card came and is LONG 0.01 now. Here it is anew.',
      'SHORT BTCUSDT 0.020 · market',
    ],
  },
  {
    command: '/long BTCUSDT 0.01 lev=20',
    meanwhile: ['/long BTCUSDT 0.02'],
    card: ['LONG BTCUSDT 0.010 · market', 'no SL'],
    button: 'Place LONG 0.010',
    stands: ['LONG 0.02'],
    label: 'Not placed: the position changed',
    after: [
      'Not placed: the position of BTCUSDT was nothing when the card came and is LONG 0.02 now. Here it is anew.',
      'lev= is for a new position, and BTCUSDT is open or being entered: /leverage BTCUSDT 20',
    ],
  },
  {
    command: '/long BTCUSDT 0.01 @59000 sl=58000',
    meanwhile: ['price 57900'],
    card: ['LONG BTCUSDT 0.010 · limit 59 000.0', 'SL 58 000.0 (−1.69 %) · worst case ≈ −10.00 USDT and fees'],
    button: 'Place LONG 0.010',
    label: 'Not placed',
    after: ['Not placed: the price is 57 900.0 by now, past the stop 58 000.0.'],
  },
  {
    command: '/long BTCUSDT 0.01 @59000 tp=59500',
    meanwhile: ['price 58900'],
    card: ['LONG BTCUSDT 0.010 · limit 59 000.0', 'no SL', 'TP 59 500.0 (+0.85 %) · all of it ≈ 0.010'],
    button: 'Place LONG 0.010',
    orders: ['buy limit 0.01 @59000', 'sell target 0.01 @59500'],
    stands: ['LONG 0.01', 'sell target 0.01 @59500'],
    label: '✓ Filled 0.010 at 58 900.0',
    after: ['BTCUSDT bought 0.010 at 58 900.0'],
    unsaid: ['rests'],
  },
];

describe('entries, where something happened before the tap', () => {
  test.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => expectRow(row), TIMEOUT_MS);
});
