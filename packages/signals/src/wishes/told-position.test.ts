import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { verdictOf } from '../corpus/judge-sample.test.fixture.ts';
import { ask, FIXED, ordersOf, refusals, wishWorld } from './wish-world.test.fixture.ts';

const verdict = (mode: 'direction' | 'order', fields: object) =>
  verdictOf({ symbol: 'BTCUSDT.P', firedAt: '2026-11-22T07:00:03Z', ...fields }, { mode }).verdict;
const from = (position: string, size: string) => ({ prevMarketPosition: position, prevMarketPositionSize: size });
const to = (position: string, size: string) => ({ marketPosition: position, marketPositionSize: size });
const sizes = (before: string, after: string) => ({ prevMarketPositionSize: before, marketPositionSize: after });

describe('mode direction: the position that is told', () => {
  test('a buy to 0 covers a short, and opens nothing', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'sell', positionSize: '-1' });
    expect(world.held()).toBe('-0.02');
    await ask(world, { action: 'buy', positionSize: '0' });
    expect(world.held()).toBe('0');
    expect(ordersOf(world)).toEqual(['sell 0.02', 'buy 0.02 reduce-only']);
  });

  test.each([
    [{ action: 'buy', positionSize: '0' }, 'close BTCUSDT'],
    [{ action: 'sell', marketPositionSize: '0' }, 'close BTCUSDT'],
    [{ action: 'sell', ...from('long', '2'), positionSize: '0' }, 'close long BTCUSDT'],
    [{ positionSize: '-1' }, 'hold short BTCUSDT'],
    [{ action: 'short', positionSize: '-1' }, 'hold short BTCUSDT'],
    [{ action: 'sell', quantity: '1', positionSize: '1' }, 'reduce long 1 strategy BTCUSDT'],
    [{ action: 'reduce', quantity: '1', positionSize: '1' }, 'reduce 1 strategy BTCUSDT'],
    [{ action: 'close', quantity: '1', ...to('long', '1') }, 'reduce 1 strategy BTCUSDT'],
    [{ action: 'buy', quantity: '1', ...from('long', '1'), ...to('long', '2') }, 'add long 1 strategy BTCUSDT'],
    [
      { action: 'buy', quantity: '1', ...from('flat', '0'), ...to('long', '2') },
      'hold long from flat 1 strategy BTCUSDT',
    ],
    [{ action: 'long', marketPositionSize: '1' }, 'hold long BTCUSDT'],
    [{ action: 'close', ...sizes('5', '2') }, 'reduce 3 strategy BTCUSDT'],
    [{ action: 'close_short', ...sizes('5', '2') }, 'reduce short 3 strategy BTCUSDT'],
    [{ action: 'close', positionSide: 'SHORT', ...sizes('5', '2') }, 'reduce short 3 strategy BTCUSDT'],
    [{ action: 'reduce', ...sizes('5', '2') }, 'reduce 3 strategy BTCUSDT'],
    [{ action: 'close', contracts: '3', marketPositionSize: '2' }, 'reduce 3 strategy BTCUSDT'],
    [{ action: 'close', ...sizes('5', '0') }, 'close BTCUSDT'],
    [{ action: 'close', ...from('short', '5'), marketPositionSize: '2' }, 'reduce 3 strategy BTCUSDT'],
    [{ action: 'close', ...from('long', '5'), ...to('long', '2') }, 'reduce 3 strategy BTCUSDT'],
    [{ ...from('long', '5'), ...to('long', '2') }, 'reduce long 3 strategy BTCUSDT'],
    [{ ...from('long', '5'), ...to('long', '2'), notional: '500' }, 'reduce long 3 strategy BTCUSDT'],
    [{ ...from('long', '2'), ...to('long', '5') }, 'add long 3 strategy BTCUSDT'],
    [{ ...from('long', '2'), ...to('long', '5'), notional: '500' }, 'add long 500 notional BTCUSDT'],
    [{ ...from('long', '5'), ...to('long', '5') }, 'stay BTCUSDT'],
    [{ prevMarketPosition: 'long', marketPosition: 'long' }, 'hold long from long BTCUSDT'],
  ])('%j is %s', (fields, expected) => expect(verdict('direction', fields)).toBe(expected));

  test.each([
    [{ marketPosition: 'long', positionSize: '-1' }, 'inconsistent-transition'],
    [{ action: 'buy', marketPosition: 'long', positionSize: '-1' }, 'inconsistent-transition'],
    [{ action: 'buy', ...to('long', '1'), positionSize: '2' }, 'inconsistent-transition'],
    [{ action: 'buy', ...from('long', '2'), ...to('long', '1') }, 'inconsistent-transition'],
    [{ action: 'buy', ...from('flat', '0'), positionSize: '-1' }, 'inconsistent-transition'],
    [{ action: 'buy', ...from('long', '0'), ...to('long', '1') }, 'conflicting-fields'],
    [{ action: 'buy', ...to('flat', '1') }, 'conflicting-fields'],
    [{ action: 'long', positionSize: '-1' }, 'conflicting-fields'],
    [{ action: 'long', positionSize: '0' }, 'conflicting-fields'],
    [{ action: 'close', positionSize: '1' }, 'conflicting-fields'],
    [{ action: 'add', positionSize: '0' }, 'conflicting-fields'],
    [{ action: 'close', marketPositionSize: '2' }, 'conflicting-fields'],
    [{ action: 'flat', ...sizes('5', '2') }, 'conflicting-fields'],
    [{ action: 'close', ...sizes('2', '5') }, 'conflicting-fields'],
    [{ action: 'close', ...sizes('0', '5') }, 'conflicting-fields'],
    [{ action: 'sell', marketPositionSize: '5', prevMarketPositionSize: '10' }, 'missing-side'],
    [{ action: 'buy', marketPositionSize: '5' }, 'missing-side'],
  ])('%j is refused as %s', (fields, code) => expect(verdict('direction', fields)).toBe(code));

  test.each([{ action: 'buy' }, {}])('a size that does not add up is noted: %j', (action) => {
    const body = { symbol: 'BTCUSDT.P', firedAt: '2026-11-22T07:00:03Z', ...action, quantity: '1' };
    const { told } = verdictOf({ ...body, ...from('flat', '0'), ...to('long', '2') }, { mode: 'direction' });
    expect(told).toContain('do not add up');
  });
});

describe.each(['direction', 'command'] as const)('mode %s: a position without an action', (mode) => {
  const opened = { ...from('flat', '0'), ...to('long', '5') };

  test.each<[string, object, object, readonly string[], string]>([
    [
      'a smaller one sells the part',
      opened,
      { ...from('long', '5'), ...to('long', '2') },
      ['sell 0.012 reduce-only'],
      '0.008',
    ],
    [
      'and the difference, where the opening was in units',
      { ...opened, contracts: '5' },
      { ...from('long', '5'), positionSize: '2' },
      ['sell 0.012 reduce-only'],
      '0.008',
    ],
    [
      'a larger one buys the difference',
      { ...opened, contracts: '5' },
      { ...from('long', '5'), ...to('long', '6') },
      ['buy 0.004'],
      '0.024',
    ],
    ['the same buys nothing', opened, { ...from('long', '5'), ...to('long', '5') }, [], '0.02'],
    ['sides alone hold it', opened, { prevMarketPosition: 'long', marketPosition: 'long' }, [], '0.02'],
    [
      'a smaller short buys the part',
      { positionSize: '-4' },
      { ...from('short', '4'), ...to('short', '3') },
      ['buy 0.005 reduce-only'],
      '-0.015',
    ],
  ])('%s', async (_name, first, then, orders, held) => {
    const world = await wishWorld({ mode, size: FIXED });
    await ask(world, first);
    await ask(world, then);
    expect([ordersOf(world).slice(1), world.held(), await refusals(world)]).toEqual([orders, held, []]);
  });
});

describe('the side as the word, and a position that became smaller on it', () => {
  const fill = { action: 'long', contracts: '3', ...from('long', '4'), ...to('long', '1') };

  test('sells the part', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, { action: 'long', contracts: '4', ...from('flat', '0'), ...to('long', '4') });
    await ask(world, fill);
    expect([ordersOf(world), await refusals(world)]).toEqual([['buy 0.02', 'sell 0.015 reduce-only'], []]);
  });

  test('enters nothing where the account is out', async () => {
    const world = await wishWorld({ size: FIXED });
    await ask(world, fill);
    expect([ordersOf(world), await refusals(world)]).toEqual([[], ['nothing-owned']]);
  });

  test.each([
    [{ ...from('long', '1'), ...to('long', '4') }, 'hold long from long BTCUSDT'],
    [{ ...from('long', '4'), ...to('long', '4') }, 'hold long from long BTCUSDT'],
    [{ prevMarketPosition: 'long', marketPosition: 'long' }, 'hold long from long BTCUSDT'],
  ])('%j stays %s', (sizes, expected) => expect(verdict('direction', { action: 'long', ...sizes })).toBe(expected));
});

describe('mode order: the position that is told', () => {
  const buy = { action: 'buy', quantity: '0.01' };

  test('an order that left the other side opens nothing', async () => {
    const size = { type: 'signal', factor: decimal('1') } as const;
    const world = await wishWorld({ mode: 'order', size });
    await ask(world, { ...buy, positionSize: '0' });
    expect(ordersOf(world)).toEqual([]);
    await ask(world, { action: 'sell', quantity: '0.01', positionSize: '-0.01' });
    await ask(world, { ...buy, quantity: '0.02', positionSize: '0' });
    expect(world.held()).toBe('0');
  });

  test.each([
    [{ ...buy, ...from('flat', '0'), ...to('long', '0.01') }, 'market buy 0.01 strategy BTCUSDT'],
    [{ ...buy, ...from('short', '0.02'), ...to('short', '0.01') }, 'market buy 0.01 strategy reduce-only BTCUSDT'],
    [{ ...buy, marketPosition: 'flat' }, 'market buy 0.01 strategy reduce-only BTCUSDT'],
    [{ ...buy, ...from('short', '0.005'), positionSize: '0.005' }, 'market buy 0.01 strategy BTCUSDT'],
    [{ ...buy, marketPosition: 'long' }, 'market buy 0.01 strategy BTCUSDT'],
    [buy, 'market buy 0.01 strategy BTCUSDT'],
  ])('%j is %s', (fields, expected) => expect(verdict('order', fields)).toBe(expected));

  test.each([
    [{ ...buy, ...from('flat', '0'), ...to('short', '5') }],
    [{ ...buy, prevMarketPosition: 'flat', marketPosition: 'short' }],
    [{ ...buy, prevMarketPosition: 'long', marketPosition: 'flat' }],
    [{ ...buy, ...from('flat', '0'), ...to('long', '5') }],
    [{ ...buy, ...from('flat', '0'), ...to('flat', '0') }],
    [{ ...buy, ...from('short', '0.01'), ...to('long', '0.02') }],
    [{ ...buy, marketPosition: 'long', positionSize: '-1' }],
  ])('%j is refused', (fields) => expect(verdict('order', fields)).toBe('inconsistent-transition'));
});
