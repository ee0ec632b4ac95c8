import { describe, expect, test } from 'vitest';
import { decimal, type PositionMode } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { legId, planLegs, splitLeg, type Leg } from './position-legs.ts';

const instrument = { stepSize: decimal('0.001'), maxMarketQuantity: decimal('1') };

function planned(mode: PositionMode, held: readonly string[], target: string): readonly string[] {
  const positions = held.map((text) => {
    const quantity = decimal(text);
    return fakePosition({
      quantity,
      positionSide: mode === 'one-way' ? 'net' : quantity.isNegative() ? 'short' : 'long',
    });
  });
  return planLegs({ mode, positions, target: decimal(target), instrument }).map(
    ({ kind, side, positionSide, quantity }) => `${kind} ${side} ${positionSide} ${quantity.toFixed()}`,
  );
}

describe('one-way', () => {
  test.each([
    [[], '0', []],
    [[], '0.01', ['increase buy net 0.01']],
    [[], '-0.01', ['increase sell net 0.01']],
    [['0.01'], '0.01', []],
    [['0.01'], '0.03', ['increase buy net 0.02']],
    [['0.03'], '0.01', ['reduce sell net 0.02']],
    [['-0.03'], '-0.01', ['reduce buy net 0.02']],
    [['-0.01'], '0', ['reduce buy net 0.01']],
    [['0.02'], '-0.01', ['reduce sell net 0.02', 'increase sell net 0.01']],
    [['-0.02'], '0.01', ['reduce buy net 0.02', 'increase buy net 0.01']],
    [[], '0.0199', ['increase buy net 0.019']],
    [[], '-0.0009', []],
  ])('held %j, wanted %s', (held, target, legs) => {
    expect(planned('one-way', held, target)).toEqual(legs);
  });
});

describe('hedge', () => {
  test.each([
    [[], '0.01', ['increase buy long 0.01']],
    [['0.03'], '0.01', ['reduce sell long 0.02']],
    [['0.02', '-0.01'], '0.02', ['reduce buy short 0.01']],
    [['0.02', '-0.01'], '-0.03', ['reduce sell long 0.02', 'increase sell short 0.02']],
    [['0.02', '-0.01'], '0.03', ['reduce buy short 0.01', 'increase buy long 0.01']],
    [['0.02', '-0.01'], '0', ['reduce sell long 0.02', 'reduce buy short 0.01']],
  ])('held %j, wanted %s', (held, target, legs) => {
    expect(planned('hedge', held, target)).toEqual(legs);
  });
});

describe('pieces and ids', () => {
  const leg = (kind: Leg['kind'], quantity: string): Leg => ({
    kind,
    side: 'sell',
    positionSide: 'net',
    quantity: decimal(quantity),
  });

  test('what reduces is split at the maximum, what opens is left to the exchange to refuse', () => {
    const pieces = (one: Leg) => splitLeg(one, instrument).map(({ quantity }) => quantity.toFixed());
    expect(pieces(leg('reduce', '2.5'))).toEqual(['1', '1', '0.5']);
    expect(pieces(leg('reduce', '1'))).toEqual(['1']);
    expect(pieces(leg('increase', '2.5'))).toEqual(['2.5']);
  });

  test('the same name and leg give the same id; whatever differs gives another', () => {
    const id = legId('rebalance-7', 'BTCUSDT', leg('reduce', '1'), 0);
    expect(id).toMatch(/^rebalance-7-[0-9a-f]{10}$/);
    expect(legId('rebalance-7', 'BTCUSDT', leg('reduce', '2'), 0)).toBe(id);
    const others = [
      legId('rebalance-8', 'BTCUSDT', leg('reduce', '1'), 0),
      legId('rebalance-7', 'ETHUSDT', leg('reduce', '1'), 0),
      legId('rebalance-7', 'BTCUSDT', leg('increase', '1'), 0),
      legId('rebalance-7', 'BTCUSDT', { ...leg('reduce', '1'), positionSide: 'short' }, 0),
      legId('rebalance-7', 'BTCUSDT', leg('reduce', '1'), 1),
    ];
    expect(new Set([id, ...others]).size).toBe(6);
  });

  test.each(['', 'x'.repeat(25), 'with space', 'ü'])('%j is no name', (name) => {
    expect(() => legId(name, 'BTCUSDT', leg('reduce', '1'), 0)).toThrow('is no name of 1 to 24 characters');
  });
});
