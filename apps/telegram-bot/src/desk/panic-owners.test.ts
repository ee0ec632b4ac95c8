import { describe, expect, test } from 'vitest';
import { decimal, type Decimal } from '@perpdesk/broker-core';
import type { OwnFill } from './own-fills.ts';
import { sharePanic } from './panic-owners.ts';

let fills = 0;
function fill(stream: string | null, side: 'buy' | 'sell', quantity: string, more: Partial<OwnFill> = {}): OwnFill {
  fills += 1;
  return {
    brokerId: 'main',
    symbol: 'BTCUSDT',
    positionSide: 'net',
    key: `f${fills}`,
    orderKey: `o${fills}`,
    stream,
    kind: null,
    side,
    quantity: decimal(quantity),
    price: decimal('60000'),
    settleAsset: 'USDT',
    realizedPnl: decimal('0'),
    fee: decimal('0'),
    otherFee: null,
    venueAt: fills,
    ...more,
  };
}
const shown = (parts: readonly OwnFill[]) =>
  parts.map(({ stream, quantity, realizedPnl, fee }) =>
    [stream, ...[quantity, realizedPnl, fee].map((it: Decimal) => it.toFixed())].join(' '),
  );
const PANIC = { realizedPnl: decimal('-8'), fee: decimal('0.4') };

describe('what /panic closed', () => {
  test('belongs to the strategy that owned it', () => {
    const panic = fill('/panic', 'sell', '0.02', PANIC);
    expect(shown(sharePanic([panic], [fill('trend/a', 'buy', '0.02'), panic]))).toEqual(['trend/a 0.02 -8 0.4']);
  });

  test('is shared by what each owned then, and what nobody owned stays its own', () => {
    const panic = fill('/panic', 'sell', '0.08', PANIC);
    const before = [
      fill('trend/a', 'buy', '0.02'),
      fill('operator', 'buy', '0.03'),
      fill('operator', 'sell', '0.01'),
      fill('gone/b', 'buy', '0.05'),
      fill('gone/b', 'sell', '0.05'),
      fill('trend/a', 'buy', '9', { symbol: 'ETHUSDT' }),
      fill('trend/a', 'buy', '9', { positionSide: 'long' }),
      fill(null, 'buy', '0.04'),
    ];
    expect(shown(sharePanic([panic], [...before, panic]))).toEqual([
      'trend/a 0.02 -2 0.1',
      'operator 0.02 -2 0.1',
      '/panic 0.04 -4 0.2',
    ]);
  });

  test('in several fills, of a short, after a part that somebody else closed', () => {
    const panics = [fill('/panic', 'buy', '0.01', PANIC), fill('/panic', 'buy', '0.01', PANIC)];
    const before = [fill('trend/a', 'sell', '0.03'), fill(null, 'buy', '0.01')];
    expect(shown(sharePanic(panics, [...before, ...panics]))).toEqual(['trend/a 0.01 -8 0.4', 'trend/a 0.01 -8 0.4']);
    const later = fill('/panic', 'buy', '0.01', PANIC);
    expect(shown(sharePanic([later], [...before, ...panics, later]))).toEqual(['/panic 0.01 -8 0.4']);
  });

  test('leaves the fills of others as they are', () => {
    const own = fill('trend/a', 'sell', '0.01', PANIC);
    expect(sharePanic([own, fill(null, 'sell', '1')], [])).toHaveLength(2);
    expect(sharePanic([own], [own])).toEqual([own]);
  });
});
