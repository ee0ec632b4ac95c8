import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { WishSize } from '../wish.ts';
import {
  ADD,
  askedOf,
  type Case,
  CLOSE,
  entry,
  exit,
  HOLD,
  inputOf,
  order,
  REDUCE,
  size,
} from './plan-wish.test.fixture.ts';
import { legsOf } from './wish-legs.ts';
import type { Wish } from '../wish.ts';

describe('the legs of a wish', () => {
  const shown = (wish: Wish, owned: string, entering: readonly ('long' | 'short')[] = []) =>
    legsOf(wish, { owned: decimal(owned), entering: new Set(entering) }).map(
      ({ kind, direction, isPatient }) => `${kind} ${direction}${isPatient ? ' later' : ''}`,
    );

  test.each<[string, Wish, string, readonly ('long' | 'short')[], readonly string[]]>([
    ['hold from flat', HOLD('long'), '0', [], ['increase long']],
    ['hold of the held side', HOLD('long'), '1', [], ['increase long']],
    ['hold of the other side', HOLD('short'), '1', [], ['reduce long', 'increase short']],
    ['hold against an entry on its way', HOLD('short'), '0', ['long'], ['reduce long', 'increase short']],
    ['add to what is owned', ADD(null), '-1', [], ['increase short']],
    ['add to a named side', ADD('long'), '-1', [], ['increase long']],
    ['reduce', REDUCE(null, size.part('50')), '-1', [], ['reduce short']],
    ['reduce of what is only on its way', REDUCE(null, size.part('50')), '0', ['short'], ['reduce short later']],
    ['close', CLOSE(null), '-1', [], ['reduce short']],
    ['close of a named side', CLOSE('long'), '-1', [], ['reduce long']],
    ['stay', { type: 'stay' }, '1', [], []],
    ['cancel', { type: 'cancel', tag: null }, '1', ['long'], []],
    ['a buy from flat', order('buy', size.base('1')), '0', [], ['increase long']],
    ['a buy of what is owned', order('buy', size.base('1')), '1', [], ['increase long']],
    ['a sell of what is owned', order('sell', size.base('1')), '1', [], ['reduce long later', 'increase short']],
    ['a sell against an entry', order('sell', size.base('1')), '0', ['long'], ['reduce long later', 'increase short']],
    ['a sell that only reduces', order('sell', size.base('1'), { reduceOnly: true }), '1', [], ['reduce long']],
    ['one from flat', order('sell', size.base('1'), { reduceOnly: true }), '0', [], ['reduce long later']],
  ])('%s', (_name, wish, owned, entering, legs) => {
    expect(shown(wish, owned, entering)).toEqual(legs);
  });
});

describe('sizes of entries, at 50 000, equity 20 000, 10 000 free, leverage 10', () => {
  test.each<[string, WishSize | null, string]>([
    ['the route’s', null, 'buy 0.02'],
    ['the strategy’s units, by the route’s', size.strategy('4'), 'buy 0.02 unit 0.005'],
    ['base', size.base('0.0129'), 'buy 0.012'],
    ['notional', size.notional('1000'), 'buy 0.02'],
    ['margin', size.margin('1000'), 'buy 0.2'],
    ['equity as notional', size.equity('5'), 'buy 0.02'],
    ['the free balance as margin', size.free('5'), 'buy 0.1'],
    ['risk, with a stop of 2 %', size.risk('100'), 'buy 0.1'],
    ['a part of the position', size.part('50'), 'ambiguous-unit'],
  ])('%s', (_name, own, result) => {
    expect(entry({ wish: HOLD('long', own), overrides: ['size'], stopPercent: '2' })).toBe(result);
  });

  test.each<[string, WishSize]>([
    ['base', size.base('1')],
    ['notional', size.notional('1')],
    ['risk', size.risk('1')],
  ])('%s gives way to the route’s size where the route does not list it', (_name, own) => {
    expect(entry({ wish: HOLD('long', own) })).toBe('buy 0.02');
  });

  test.each<[string, Parameters<typeof entry>[0], string]>([
    ['the account’s factor', { wish: HOLD('long', size.base('0.01')), overrides: ['size'], factor: '3' }, 'buy 0.03'],
    [
      'a route that takes the alert’s own',
      { wish: HOLD('short', size.strategy('0.5')), signalSize: '2' },
      'sell 1 unit 2',
    ],
    ['and an alert without one', { wish: HOLD('short'), signalSize: '2' }, 'missing-size'],
    ['risk without a stop', { wish: HOLD('long', size.risk('100')), overrides: ['size'] }, 'missing-size'],
    ['no price', { wish: HOLD('long', size.notional('100')), overrides: ['size'], price: null }, 'no-price'],
    ['no free balance', { wish: HOLD('long', size.free('5')), overrides: ['size'], free: null }, 'broker-not-ready'],
    ['below the minimum', { wish: HOLD('long', size.base('0.0009')), overrides: ['size'] }, 'below-minimum'],
    ['below the minimum’s worth', { wish: HOLD('long', size.base('0.001')), overrides: ['size'] }, 'below-minimum'],
    ['above the maximum', { wish: HOLD('long', size.base('11')), overrides: ['size'] }, 'above-maximum'],
  ])('%s', (_name, given, result) => {
    expect(entry(given)).toBe(result);
  });
});

describe('entries', () => {
  test.each<[string, Parameters<typeof entry>[0], string]>([
    ['hold of the held side', { wish: HOLD('long'), owned: '1' }, 'nothing: It is long already.'],
    ['hold while its entry rests', { wish: HOLD('long'), entering: '1' }, 'nothing: Its entry to long rests already.'],
    ['hold before the other side is closed', { wish: HOLD('long'), owned: '-1' }, 'stream-conflict'],
    ['hold where the other side is gone', { wish: HOLD('long'), owned: '-1', real: '0' }, 'buy 0.02'],
    ['add to nothing', { wish: ADD(null) }, 'nothing-owned'],
    ['add to what rests', { wish: ADD(null), entering: '1' }, 'nothing-owned'],
    ['add to the other side', { wish: ADD('long'), owned: '-1' }, 'nothing-owned'],
    ['add', { wish: ADD(null), owned: '-1' }, 'sell 0.02'],
    [
      'add in the strategy’s units',
      { wish: ADD('long', size.strategy('2')), owned: '1', unit: '0.005' },
      'buy 0.01 unit 0.005',
    ],
    ['add a part', { wish: ADD(null, size.part('50')), owned: '0.04', overrides: ['size'] }, 'buy 0.02'],
    ['an order that grows', { wish: order('buy', size.base('0.03')), owned: '1' }, 'buy 0.03'],
    ['an order that turned', { wish: order('sell', size.base('0.03')), taken: '0.02', asked: '0.03' }, 'sell 0.01'],
    [
      'an order that only reduced',
      { wish: order('sell', size.base('0.03')), owned: '1', taken: '0.03', asked: '0.03' },
      'nothing',
    ],
    ['an order whose exit was refused', { wish: order('sell', size.base('0.03')), owned: '1' }, 'nothing'],
    [
      'a turn counted with its close',
      { wish: HOLD('short', size.strategy('0.05'), 'long'), signalSize: '1', taken: '0.02' },
      'sell 0.03 unit 1',
    ],
    [
      'one whose close nobody saw',
      { wish: HOLD('short', size.strategy('0.05'), 'long'), signalSize: '1' },
      'missing-size',
    ],
    ['one of a fixed size', { wish: HOLD('short', size.strategy('0.05'), 'long') }, 'sell 0.02 unit 0.4'],
    [
      'one in the base asset',
      { wish: HOLD('short', size.base('0.05'), 'long'), overrides: ['size'], taken: '0.02' },
      'sell 0.03',
    ],
    [
      'one in money, which counts no close',
      { wish: HOLD('short', size.notional('1000'), 'long'), overrides: ['size'], taken: '0.02' },
      'sell 0.02',
    ],
    [
      'one in money whose close nobody saw',
      { wish: HOLD('short', size.margin('1000'), 'long'), overrides: ['size'] },
      'sell 0.2',
    ],
    ['hedge mode', { wish: HOLD('short'), mode: 'hedge' }, 'sell 0.02 short'],
  ])('%s', (_name, given, result) => {
    expect(entry(given)).toBe(result);
  });

  test.each<[string, Partial<Case>]>([
    ['paused', { gates: { paused: true } }],
    ['panic-block', { gates: { panicBlocked: true } }],
    ['drift-halt', { gates: { halted: true } }],
    ['stream-conflict', { gates: { otherOwner: 'r/t/BTCUSDT' } }],
    ['too-old', { ageMs: 121_000 }],
    ['limit-side', { limits: { sides: ['short'] } }],
    ['limit-notional', { limits: { maxNotional: decimal('999') } }],
    ['limit-leverage', { limits: { maxLeverage: 9 } }],
    ['price-guard', { limits: { priceGuardPercent: decimal('1') }, told: '40000' }],
    ['broker-not-ready', { account: { isReady: false } }],
  ])('%s holds them back, and no exit', (code, given) => {
    expect(entry({ wish: HOLD('long'), ...given })).toBe(code);
    expect(exit({ wish: CLOSE(null), owned: '1', ...given })).toBe('sell 1');
  });
});

describe('exits', () => {
  test.each<[string, Parameters<typeof exit>[0], string]>([
    ['close', { wish: CLOSE(null), owned: '-0.5' }, 'buy 0.5'],
    ['close in hedge mode', { wish: CLOSE('short'), owned: '-0.5', mode: 'hedge' }, 'buy 0.5 short'],
    ['close of nothing', { wish: CLOSE(null) }, 'nothing-owned'],
    ['close of the other side', { wish: CLOSE('long'), owned: '-1' }, 'nothing-owned'],
    ['close of what is no longer there', { wish: CLOSE(null), owned: '1', real: '0' }, 'nothing-owned'],
    ['close of more than is there', { wish: CLOSE(null), owned: '1', real: '0.4' }, 'sell 0.4'],
    ['close with dust beside it', { wish: CLOSE(null), owned: '1', real: '1.0005' }, 'sell 1'],
    ['the close of a turn', { wish: HOLD('short'), owned: '1' }, 'sell 1'],
    ['the close of a turn from flat', { wish: HOLD('short') }, 'nothing'],
    ['a part', { wish: REDUCE(null, size.part('25')), owned: '1' }, 'sell 0.25'],
    ['a part, half of it done', { wish: REDUCE(null, size.part('50')), owned: '0.8', taken: '0.2' }, 'sell 0.3'],
    ['a part that is done', { wish: REDUCE(null, size.part('50')), owned: '0.5', taken: '0.5' }, 'nothing'],
    [
      'a part of what fills later, too',
      { wish: REDUCE(null, size.part('50')), owned: '1.5', taken: '0.5' },
      'sell 0.5',
    ],
    ['base', { wish: REDUCE(null, size.base('0.3')), owned: '1' }, 'sell 0.3'],
    [
      'base, half of it done',
      { wish: REDUCE(null, size.base('0.3')), owned: '0.9', taken: '0.1', asked: '0.3' },
      'sell 0.2',
    ],
    ['more than is owned', { wish: REDUCE(null, size.base('3')), owned: '1' }, 'sell 1'],
    ['notional', { wish: REDUCE(null, size.notional('5000')), owned: '1' }, 'sell 0.1'],
    ['the strategy’s units', { wish: REDUCE(null, size.strategy('2')), owned: '1', unit: '0.1' }, 'sell 0.2'],
    ['those without a unit', { wish: REDUCE(null, size.strategy('2')), owned: '1' }, 'ambiguous-unit'],
    [
      'those, where the route takes them',
      { wish: REDUCE(null, size.strategy('0.2')), owned: '1', signalSize: '2' },
      'sell 0.4',
    ],
    ['with the account’s factor', { wish: REDUCE(null, size.base('0.2')), owned: '1', factor: '2' }, 'sell 0.4'],
    ['a rest that could not be sold', { wish: REDUCE(null, size.base('0.999')), owned: '1' }, 'sell 1'],
    ['less than one step', { wish: REDUCE(null, size.base('0.0001')), owned: '1' }, 'below-minimum'],
    ['above the exchange’s largest order', { wish: CLOSE(null), owned: '25' }, 'sell 10'],
    ['a sell', { wish: order('sell', size.base('0.3')), owned: '1' }, 'sell 0.3'],
    ['a sell of more', { wish: order('sell', size.base('3')), owned: '1' }, 'sell 1'],
    [
      'a sell of more that only reduces',
      { wish: order('sell', size.base('3'), { reduceOnly: true }), owned: '1' },
      'sell 1',
    ],
    [
      'a sell from flat that only reduces',
      { wish: order('sell', size.base('3'), { reduceOnly: true }) },
      'nothing-owned',
    ],
    [
      'a sell that rests',
      { wish: order('sell', size.base('1'), { orderType: 'limit' }), owned: '1' },
      'unsupported-order-type',
    ],
  ])('%s', (_name, given, result) => {
    expect(exit(given)).toBe(result);
  });

  test('what an order or a reduction is worth is measured once; a part is not', () => {
    expect(askedOf({ wish: order('sell', size.notional('50000')), owned: '0.4' })).toBe('1');
    expect(askedOf({ wish: order('sell', size.notional('50000')), owned: '0.4', asked: '2' })).toBe('2');
    expect(askedOf({ wish: REDUCE(null, size.part('50')), owned: '1', taken: '0.2', asked: '3' })).toBe('0.6');
    expect(askedOf({ wish: CLOSE(null), owned: '1' })).toBe('none');
  });

  test('what is planned from is not changed', () => {
    const input = inputOf({ wish: CLOSE(null), owned: '1' });
    const before = JSON.stringify(input);
    exit({ wish: CLOSE(null), owned: '1' });
    expect(JSON.stringify(input)).toBe(before);
  });
});
