import { expect, test } from 'vitest';
import fc from 'fast-check';
import { oddValue } from './odd-value.test.fixture.ts';
import { orderSchema } from './order.ts';
import { NEW_ORDER, QUERIED_ORDER } from './orders.test.fixture.ts';
import { readOrder } from './read-order.ts';

const FIELDS = Object.keys({ ...NEW_ORDER, ...QUERIED_ORDER, activatePrice: '', priceRate: '' });

test('what the exchange answers is read without the schema', () => {
  for (const body of [NEW_ORDER, QUERIED_ORDER]) expect(readOrder(body)).toEqual(orderSchema.parse(body));
});

test('whatever stands in its fields, it is read as the schema reads it, or left to the schema', () => {
  const body = fc
    .tuple(
      fc.constantFrom<object>(NEW_ORDER, QUERIED_ORDER),
      fc.dictionary(fc.constantFrom(...FIELDS), oddValue, { maxKeys: 3 }),
    )
    .map(([order, changes]) => ({ ...order, ...changes }));
  fc.assert(
    fc.property(body, (changed) => {
      const read = readOrder(changed);
      if (read !== null) expect(read).toEqual(orderSchema.parse(changed));
    }),
    { numRuns: 3_000 },
  );
});

test('what is no order is left to the schema', () => {
  for (const body of [undefined, null, 'text', 1, [], [NEW_ORDER], {}]) expect(readOrder(body)).toBeNull();
  for (const field of FIELDS) {
    const { [field]: _, ...rest }: Record<string, unknown> = { ...NEW_ORDER };
    if (!orderSchema.safeParse(rest).success) expect(readOrder(rest)).toBeNull();
  }
});
