import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { SizePolicy } from '../route.ts';
import { sizeOpen, type SizeOpenInput } from './size-open.ts';

const INPUT: SizeOpenInput = {
  factor: decimal('1'),
  contracts: decimal('0.02'),
  price: decimal('50000'),
  equity: decimal('10000'),
  leverage: 10,
  stopPercent: decimal('2'),
};
const percent = decimal('5');

const POLICIES: readonly (readonly [SizePolicy, string, string])[] = [
  // 0.02 × 1.5; with the account's factor 2: 0.06
  [{ type: 'signal', factor: decimal('1.5') }, '0.03', '0.06'],
  [{ type: 'quantity', quantity: decimal('0.01') }, '0.01', '0.02'],
  // 500 / 50000
  [{ type: 'notional', notional: decimal('500') }, '0.01', '0.02'],
  // 50 × 10 / 50000
  [{ type: 'margin', margin: decimal('50') }, '0.01', '0.02'],
  // 10000 × 5 % / 50000
  [{ type: 'equity-percent-notional', percent }, '0.01', '0.02'],
  // 10000 × 5 % × 10 / 50000
  [{ type: 'equity-percent-margin', percent }, '0.1', '0.2'],
  // 10000 × 5 % = 500 at risk; the stop is 2 % of 50000 = 1000 away
  [{ type: 'risk-percent', percent }, '0.5', '1'],
];

describe('sizeOpen', () => {
  test.each(POLICIES)('%j buys %s, and %s with factor 2', (policy, once, twice) => {
    const single = sizeOpen(policy, INPUT);
    const double = sizeOpen(policy, { ...INPUT, factor: decimal('2') });
    expect(single.ok && single.quantity.toFixed()).toBe(once);
    expect(double.ok && double.quantity.toFixed()).toBe(twice);
  });

  test.each([
    ['notional', { price: null }, 'no-price'],
    ['margin', { price: null }, 'no-price'],
    ['margin', { leverage: null }, 'broker-not-ready'],
    ['equity-percent-notional', { equity: null }, 'broker-not-ready'],
    ['equity-percent-notional', { equity: decimal('-1') }, 'below-minimum'],
    ['equity-percent-margin', { leverage: null }, 'broker-not-ready'],
    ['risk-percent', { stopPercent: null }, 'missing-size'],
    ['risk-percent', { price: null }, 'no-price'],
  ] as const)('%s without what it needs (%j) is refused as %s', (type, missing, code) => {
    const policy = POLICIES.find(([candidate]) => candidate.type === type)?.[0];
    if (policy === undefined) throw new Error(type);
    expect(sizeOpen(policy, { ...INPUT, ...missing })).toMatchObject({ ok: false, code });
  });

  test('sizes in base asset need no price', () => {
    const bare = { ...INPUT, price: null, equity: null, leverage: null, stopPercent: null };
    expect(sizeOpen({ type: 'signal', factor: decimal('1') }, bare).ok).toBe(true);
    expect(sizeOpen({ type: 'quantity', quantity: decimal('1') }, bare).ok).toBe(true);
  });
});
