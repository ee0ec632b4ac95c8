import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { WishPrice } from '../wish.ts';
import { levelPrice } from './level-price.ts';

const instrument = { tickSize: decimal('0.1'), minPrice: decimal('1'), maxPrice: decimal('100000') };

const percent = (value: string): WishPrice => ({ basis: 'percent', percent: decimal(value) });
const distance = (value: string): WishPrice => ({ basis: 'distance', distance: decimal(value) });
const price = (value: string): WishPrice => ({ basis: 'price', price: decimal(value) });

test.each([
  ['stop', 'long', '60000', percent('1.5'), '59100'],
  ['stop', 'short', '60000', percent('1.5'), '60900'],
  // 60000.07 × 0.985 = 59100.06895, up to the tick
  ['stop', 'long', '60000.07', percent('1.5'), '59100.1'],
  // 60000.07 × 1.015 = 60900.07105, down to the tick
  ['stop', 'short', '60000.07', percent('1.5'), '60900'],
  ['stop', 'long', '100', percent('100'), '1'],
  ['stop', 'short', '99000', percent('50'), '100000'],
  ['stop', 'long', '60000', distance('250'), '59750'],
  ['stop', 'long', '60000', price('59100.04'), '59100.1'],
  // the entry itself, on its own side of the tick
  ['stop', 'long', '60000.07', percent('0'), '60000.1'],
  ['stop', 'short', '60000.07', percent('0'), '60000'],
  ['target', 'long', '60000', percent('2'), '61200'],
  ['target', 'short', '60000', percent('2'), '58800'],
  ['target', 'long', '60000.07', percent('2'), '61200'],
  ['target', 'short', '60000.07', percent('2'), '58800.1'],
  ['target', 'long', '60000', distance('100.55'), '60100.5'],
] as const)('a %s of a %s from %s by %j is at %s', (way, direction, entry, level, expected) => {
  expect(levelPrice({ level, way, direction, entryPrice: decimal(entry), instrument })?.toFixed()).toBe(expected);
});

test('without an entry price only a price is a price', () => {
  const known = { way: 'stop', direction: 'long', entryPrice: null, instrument } as const;
  expect(levelPrice({ ...known, level: price('59000') })?.toFixed()).toBe('59000');
  expect(levelPrice({ ...known, level: percent('1') })).toBeNull();
});
