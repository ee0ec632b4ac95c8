import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { judgeRisk, type RiskReading } from './judge-risk.ts';
import type { RiskKind } from './watch-message.ts';

function reading(kind: RiskKind, percent: string): RiskReading {
  const place = { symbol: null, direction: null, asset: 'USDT' } as const;
  return { ...place, kind, key: kind, percent: decimal(percent), now: decimal('1'), edge: decimal('2') };
}
const LEVELS = { liquidation: decimal('5'), margin: decimal('80') } as const;
function judge(kind: RiskKind, percent: string, isTold: boolean) {
  const told = new Set(isTold ? [kind] : []);
  const { crossed, eased, warned } = judgeRisk([reading(kind, percent)], LEVELS, decimal('20'), told);
  return [crossed.length === 1 ? 'crossed' : eased.length === 1 ? 'eased' : 'same', warned.has(kind)];
}

describe('a level', () => {
  test.each<[RiskKind, string, boolean, string, boolean]>([
    ['liquidation', '5.01', false, 'same', false],
    ['liquidation', '5', false, 'same', false],
    ['liquidation', '4.99', false, 'crossed', true],
    ['liquidation', '4', true, 'same', true],
    ['liquidation', '5.5', true, 'same', true],
    ['liquidation', '6', true, 'same', true],
    ['liquidation', '6.01', true, 'eased', false],
    ['margin', '80', false, 'same', false],
    ['margin', '80.01', false, 'crossed', true],
    ['margin', '64', true, 'same', true],
    ['margin', '63.9', true, 'eased', false],
    ['stop', '0.1', false, 'same', false],
  ])('%s at %s %%, told before: %s', (kind, percent, isTold, what, isWarned) => {
    expect(judge(kind, percent, isTold)).toEqual([what, isWarned]);
  });

  test('of a position that is gone ends without a word', () => {
    const { crossed, eased, warned } = judgeRisk([], LEVELS, decimal('20'), new Set(['liquidation BTCUSDT long']));
    expect([crossed, eased, warned.size]).toEqual([[], [], 0]);
  });
});
