import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { ask, FIXED, refusals, wishWorld } from './wish-world.test.fixture.ts';

const OPENED = {
  action: 'buy',
  marketPosition: 'long',
  marketPositionSize: '5',
  prevMarketPosition: 'flat',
  prevMarketPositionSize: '0',
};
const SMALLER = {
  marketPosition: 'long',
  marketPositionSize: '2',
  prevMarketPosition: 'long',
  prevMarketPositionSize: '5',
};

describe('a part that is left beside both positions with their sizes', () => {
  test.each<[string, object]>([
    ['a sell without a size', { action: 'sell' }],
    ['a sell of units', { action: 'sell', contracts: '3' }],
    ['a word without a size', { action: 'reduce' }],
    ['a word for units', { action: 'reduce_long', contracts: '3' }],
    ['a close of units', { action: 'close', contracts: '3' }],
    ['a close without a size', { action: 'close' }],
    ['a close beside the sizes alone', { action: 'close', marketPosition: undefined, prevMarketPosition: undefined }],
  ])('%s is that part of what was not bought in units', async (_name, fields) => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, OPENED);
    expect(await world.owned()).toBe('0.02');
    await ask(world, { ...SMALLER, ...fields });
    expect([await world.owned(), await refusals(world)]).toEqual(['0.008', []]);
  });
});

describe('on a route with the signal’s size, of what was opened by money', () => {
  const opened = { ...OPENED, notional: '6000', marketPositionSize: '2' };
  const smaller = { ...SMALLER, marketPositionSize: '1', prevMarketPositionSize: '2' };

  test.each<[string, object]>([
    ['a sell without a size', { action: 'sell' }],
    ['a sell of units', { action: 'sell', contracts: '1' }],
    ['a word without a size', { action: 'reduce' }],
    ['positions alone', {}],
  ])('%s is that part, too', async (_name, fields) => {
    const world = await wishWorld({ size: { type: 'signal', factor: decimal('1') }, overrides: ['size'] });
    await ask(world, opened);
    expect(await world.owned()).toBe('0.1');
    await ask(world, { ...smaller, ...fields });
    expect([await world.owned(), await refusals(world)]).toEqual(['0.05', []]);
  });

  test('an addition told by positions alone is worth as much', async () => {
    const world = await wishWorld({ size: { type: 'signal', factor: decimal('1') }, overrides: ['size'] });
    await ask(world, opened);
    await ask(world, { ...SMALLER, marketPositionSize: '3', prevMarketPositionSize: '2' });
    expect([await world.owned(), await refusals(world)]).toEqual(['0.15', []]);
  });
});
