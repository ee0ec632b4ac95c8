import { expect, test } from 'vitest';
import { Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import fc from 'fast-check';
import { MARKET_ENTRY } from '../define-route.ts';
import type { EntryPolicy } from '../route.ts';
import { entryOrders } from './entry-orders.ts';

const instrument = fakeInstrument({
  tickSize: decimal('0.5'),
  stepSize: decimal('0.001'),
  minQuantity: decimal('0.001'),
  minNotional: decimal('100'),
});

function shown(policy: Partial<EntryPolicy>, direction: 'long' | 'short', quantity: string, price = '60000') {
  const orders = entryOrders({
    policy: { ...MARKET_ENTRY, ...policy },
    direction,
    quantity: decimal(quantity),
    price: decimal(price),
    instrument,
  });
  return orders.map(
    (order) => `${order.quantity.toFixed()} at ${order.price.toFixed()}${order.postOnly ? ' maker' : ''}`,
  );
}
const ladder = (steps: number, percent = '1') => ({ type: 'ladder', steps, offsetPercent: decimal(percent) }) as const;

test.each<[Partial<EntryPolicy>, 'long' | 'short', string, readonly string[]]>([
  [{ type: 'limit' }, 'long', '0.02', ['0.02 at 60000']],
  [{ type: 'limit', offsetPercent: decimal('0.5') }, 'long', '0.02', ['0.02 at 59700']],
  [{ type: 'limit', offsetPercent: decimal('0.5') }, 'short', '0.02', ['0.02 at 60300']],
  // 59 999.994 and 60 000.006: never worse than asked for
  [{ type: 'limit', offsetPercent: decimal('0.00001') }, 'long', '0.02', ['0.02 at 59999.5']],
  [{ type: 'limit', offsetPercent: decimal('0.00001') }, 'short', '0.02', ['0.02 at 60000.5']],
  // a tick away: at the market's own price it would take
  [{ type: 'chase', offsetPercent: decimal('5') }, 'long', '0.02', ['0.02 at 59999.5 maker']],
  [{ type: 'chase', offsetPercent: decimal('5') }, 'short', '0.02', ['0.02 at 60000.5 maker']],
  [ladder(3), 'long', '0.03', ['0.01 at 60000', '0.01 at 59700', '0.01 at 59400']],
  [ladder(3), 'short', '0.03', ['0.01 at 60000', '0.01 at 60300', '0.01 at 60600']],
  // the last one takes what does not divide
  [ladder(3), 'long', '0.02', ['0.006 at 60000', '0.006 at 59700', '0.008 at 59400']],
  // 0.004 in three would be 59 of notional each
  [ladder(3), 'long', '0.004', ['0.002 at 60000', '0.002 at 59400']],
  [ladder(3), 'long', '0.002', ['0.002 at 60000']],
  [ladder(1), 'long', '0.02', ['0.02 at 60000']],
])('%j %s %s', (policy, direction, quantity, expected) => {
  expect(shown(policy, direction, quantity)).toEqual(expected);
});

test('a short ladder has as many steps as are each large enough at its lowest price', () => {
  // in three, 0.005 would be 99.5 of notional at the lowest price and 100.495 at the highest
  expect(shown(ladder(3), 'short', '0.015', '19900')).toEqual(['0.007 at 19900', '0.008 at 20099']);
});

test('the orders are the entry: no more, no less, each legal', () => {
  const thousandths = fc.integer({ min: 2, max: 50_000 }).map((count) => decimal(`${count}e-3`));
  fc.assert(
    fc.property(
      thousandths,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 500 }),
      fc.constantFrom('long', 'short'),
      (quantity, steps, bps, direction) => {
        const orders = entryOrders({
          policy: { ...MARKET_ENTRY, ...ladder(steps, `${bps / 100}`) },
          direction,
          quantity,
          price: decimal('60000'),
          instrument,
        });
        expect(orders.reduce((sum, order) => sum.plus(order.quantity), ZERO).eq(quantity)).toBe(true);
        for (const { quantity: part, price } of orders) {
          expect(part.mod(instrument.stepSize).isZero() && price.mod(instrument.tickSize).isZero()).toBe(true);
          expect(part.times(price).gte(Decimal.min(instrument.minNotional, quantity.times(price)))).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});
