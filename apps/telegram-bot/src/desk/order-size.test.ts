import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import fc from 'fast-check';
import { parseCloseAmount } from './close-amount.ts';
import { toLegalQuantity } from './legal-quantity.ts';
import { parseOrderSize } from './order-size.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';

const REFUSED = [
  '',
  ' ',
  '0',
  '0.0',
  '$0',
  '0%',
  '-1',
  '+1',
  '1,5',
  '1.000,5',
  '1e3',
  '1E3',
  '0x10',
  'NaN',
  'Infinity',
  '.',
  '.5',
  '5.',
  '1 000',
  '$',
  '%',
  '$5%',
  '$-5',
  '5$',
  '5 %',
  '٣',
  '１',
  '🚀',
  '1_000',
  'all',
  '1'.repeat(40),
];

describe('a size', () => {
  test.each([
    ['0.01', { type: 'quantity', quantity: decimal('0.01') }],
    ['12', { type: 'quantity', quantity: decimal('12') }],
    ['$500', { type: 'notional', notional: decimal('500') }],
    ['$0.5', { type: 'notional', notional: decimal('0.5') }],
    ['5%', { type: 'equity-percent', percent: decimal('5') }],
    ['0.25%', { type: 'equity-percent', percent: decimal('0.25') }],
  ])('%s is read', (text, value) => {
    expect(parseOrderSize(text)).toEqual({ ok: true, value });
  });

  test.each(REFUSED)('%j is refused with the form expected', (text) => {
    const result = parseOrderSize(text);
    expect(result).toMatchObject({ ok: false, code: 'size' });
    expect(result.ok ? '' : result.detail(PLAIN_SPEECH)).toContain('Write it as 0.01');
  });

  test.each(['risk', 'RISK', 'risk1', 'risk0%', 'risk101%', 'risk1,5%'])(
    '%s is refused with the form expected',
    (text) => {
      expect(parseOrderSize(text)).toMatchObject({ ok: false, code: 'size' });
    },
  );

  test('never throws, and takes nothing but plain decimals above zero', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.float().map(String)), (text) => {
        const result = parseOrderSize(text);
        const close = parseCloseAmount(text);
        const isPlain = /^\$?\d{1,15}(\.\d{1,18})?%?$/.test(text) && !(text.startsWith('$') && text.endsWith('%'));
        expect(result.ok).toBe(isPlain && /[1-9]/.test(text));
        if (close.ok && close.value.type === 'fraction') {
          expect(close.value.fraction.greaterThan(0) && close.value.fraction.lessThan(1)).toBe(true);
        }
      }),
    );
  });
});

describe('a legal quantity', () => {
  const instrument = fakeInstrument({ minNotional: decimal('5') });
  const amount = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 999_999 }));

  test('sits on the step, within the limits, never above what was asked', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 200_000 }), ([whole, part], dollars) => {
        const quantity = decimal(`${whole}.${`${part}`.padStart(6, '0')}`);
        if (quantity.isZero()) return;
        const price = decimal(`${dollars}`);
        const basis = { instrument, price, equity: decimal('10000'), stopPrice: null };
        const result = toLegalQuantity({ type: 'quantity', quantity }, basis);
        if (!result.ok) return;
        const legal = result.value.quantity;
        expect(legal.mod(instrument.stepSize).isZero()).toBe(true);
        expect(legal.lessThanOrEqualTo(quantity)).toBe(true);
        expect(legal.times(price).greaterThanOrEqualTo(instrument.minNotional)).toBe(true);
        expect(result.value.note === null).toBe(legal.equals(quantity));
      }),
    );
  });

  test('what is refused as too small names a size that is taken', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (dollars) => {
        const basis = { instrument, price: decimal(`${dollars}`), equity: decimal('10000'), stopPrice: null };
        const refused = toLegalQuantity({ type: 'quantity', quantity: decimal('0.000001') }, basis);
        const named = /smallest order is (\S+)/.exec(refused.ok ? '' : refused.detail(PLAIN_SPEECH))?.[1] ?? '';
        expect(toLegalQuantity({ type: 'quantity', quantity: decimal(named) }, basis).ok).toBe(true);
      }),
    );
  });

  test.each([
    ['1', '≈ 3332.66 is rounded down to 3332 (step 1).', '500', '0.15003'],
    ['1', null, '3332.004', '1'],
  ])('on a step of %s says %j', (step, note, dollars, price) => {
    const whole = fakeInstrument({
      stepSize: decimal(step),
      minQuantity: decimal('0'),
      minNotional: decimal('0'),
      maxMarketQuantity: decimal('9999'),
    });
    const size = { type: 'notional', notional: decimal(dollars) } as const;
    const result = toLegalQuantity(size, {
      instrument: whole,
      price: decimal(price),
      equity: decimal('1'),
      stopPrice: null,
    });
    const said = result.ok ? (result.value.note?.(PLAIN_SPEECH) ?? null) : result.detail(PLAIN_SPEECH);
    expect(said?.replaceAll('\u202f', '') ?? null).toBe(note);
  });
});
