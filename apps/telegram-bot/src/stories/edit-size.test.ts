import { describe, test } from 'vitest';
import { expectRow, nameOf, TIMEOUT_MS, type Row } from './expect-row.test.fixture.ts';

const FORM = ['show /long BTCUSDT 0.02 sl=59000', '[Edit size]'] as const;
const HALF = {
  card: [
    'LONG BTCUSDT 0.010 · market',
    'price ≈ 60 000.0 · notional ≈ 600.00 USDT',
    '10x cross · margin ≈ 60.00 · fee ≈ 0.30 (taker)',
    'SL 59 000.0 (−1.67 %) · worst case ≈ −10.00 USDT and fees',
  ],
  button: 'Place LONG 0.010',
  orders: ['buy market 0.01', 'sell stop all @59000'],
  stands: ['LONG 0.01', 'sell stop all @59000'],
  label: '✓ Filled 0.010 at 60 000.0',
  after: ['✅ PAPER main · BTCUSDT bought 0.010 at 60 000.0'],
} as const;

const ROWS: readonly Row[] = [
  {
    before: ['show /long BTCUSDT 0.02 sl=59000'],
    command: '[Edit size]',
    card: [
      'LONG BTCUSDT 0.020 · @main',
      'Which size instead? Tap, or write it here: 0.02, $500, 5% or risk1%.',
      'Its price, stop and targets stay. /cancel_flow leaves it.',
    ],
    button: '¼',
  },
  { before: FORM, command: '0.01', ...HALF },
  { before: FORM, command: '$600', ...HALF },
  { before: FORM, command: 'risk0.1%', ...HALF },
  { before: FORM, command: '[½]', ...HALF },
  {
    before: FORM,
    command: '[×2]',
    card: ['LONG BTCUSDT 0.040 · market', 'SL 59 000.0 (−1.67 %) · worst case ≈ −40.00 USDT and fees'],
    button: 'Place LONG 0.040',
    orders: ['buy market 0.04', 'sell stop all @59000'],
    stands: ['LONG 0.04', 'sell stop all @59000'],
    label: '✓ Filled 0.040 at 60 000.0',
    after: ['✅ PAPER main · BTCUSDT bought 0.040 at 60 000.0'],
  },
  {
    before: ['show /short BTCUSDT 0.02 @61000 sl=62000 tp=59000:50%,58000', '[Edit size]'],
    command: '0.01',
    card: [
      'SHORT BTCUSDT 0.010 · limit 61 000.0',
      'SL 62 000.0 (+1.64 %) · worst case ≈ −10.00 USDT and fees',
      'TP 59 000.0 (−3.28 %) · 50 % ≈ 0.005',
      'TP 58 000.0 (−4.92 %) · the rest ≈ 0.005',
    ],
    button: 'Place SHORT 0.010',
    orders: ['sell limit 0.01 @61000'],
    stands: ['sell limit 0.01 @61000'],
    label: '⏳ At the exchange',
    after: ['⏳ PAPER main · BTCUSDT sell 0.010 rests at 61 000.0'],
  },
  {
    before: FORM,
    command: 'much',
    card: [
      '“much” is no size. Write it as 0.01 (base asset), $500 (notional), 5% (of equity, as notional) or risk1% (of equity, lost at the stop), with a point.',
    ],
  },
  {
    before: [...FORM, 'much'],
    command: '0.01',
    ...HALF,
  },
  {
    before: FORM,
    command: '0.01 sl=58000',
    card: [
      '“0.01 sl=58000” is no size. Write it as 0.01 (base asset), $500 (notional), 5% (of equity, as notional) or risk1% (of equity, lost at the stop), with a point.',
    ],
  },
  { before: FORM, command: '/cancel_flow', card: ['Left. Nothing was sent.'] },
  { before: [...FORM, 'wait 61'], command: '0.01', card: ['This card can no longer be changed.'] },
  {
    before: ['show /long BTCUSDT 0.02 sl=59000', 'wait 61'],
    command: '[Edit size]',
    card: [],
    after: ['This card can no longer be changed.'],
  },
  {
    before: [...FORM, '[Place LONG 0.020]'],
    command: '0.01',
    card: ['This card can no longer be changed.'],
    stands: ['LONG 0.02', 'sell stop all @59000'],
  },
  {
    before: FORM,
    command: '0.01',
    later: ['[Place LONG 0.020]'],
    card: ['LONG BTCUSDT 0.010 · market'],
    button: 'Place LONG 0.010',
    orders: ['buy market 0.01', 'sell stop all @59000'],
    stands: ['LONG 0.01', 'sell stop all @59000'],
    label: '✓ Filled 0.010 at 60 000.0',
    after: ['Another size took this card’s place. Nothing was sent.'],
  },
  {
    before: [...FORM, '/pause'],
    command: '0.01',
    card: ['The desk is paused. /resume lifts it; closing stays possible.'],
  },
];

describe('another size for a card', () => {
  test.each(ROWS.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => expectRow(row), TIMEOUT_MS);
});
