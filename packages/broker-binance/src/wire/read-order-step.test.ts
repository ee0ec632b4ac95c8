import { expect, test } from 'vitest';
import fc from 'fast-check';
import { ORDER_TRADE_UPDATE } from './events.test.fixture.ts';
import { oddValue } from './odd-value.test.fixture.ts';
import { orderTradeUpdateSchema } from './order-trade-update.ts';
import { readOrderStep } from './read-order-step.ts';

const FIELDS = Object.keys({ ...ORDER_TRADE_UPDATE.o, AP: '', cr: '', n: '', N: '', er: '', st: '', si: '', gtd: 0 });

test('what the exchange tells is read without the schema', () => {
  expect(readOrderStep(ORDER_TRADE_UPDATE)).toEqual(orderTradeUpdateSchema.parse(ORDER_TRADE_UPDATE));
});

test('whatever stands in its fields, it is read as the schema reads it, or left to the schema', () => {
  const changes = fc.dictionary(fc.constantFrom(...FIELDS), oddValue, { maxKeys: 3 });
  const times = fc.dictionary(fc.constantFrom('E', 'T', 'o'), oddValue, { maxKeys: 1 });
  fc.assert(
    fc.property(changes, fc.option(times), (changed, outer) => {
      const event = { ...ORDER_TRADE_UPDATE, o: { ...ORDER_TRADE_UPDATE.o, ...changed }, ...outer };
      const read = readOrderStep(event);
      if (read !== null) expect(read).toEqual(orderTradeUpdateSchema.parse(event));
    }),
    { numRuns: 3_000 },
  );
});

test('what lacks a field that the schema needs is left to the schema', () => {
  for (const body of [undefined, null, 'text', [], {}, { o: [] }]) expect(readOrderStep(body)).toBeNull();
  for (const field of FIELDS) {
    const { [field]: _, ...o }: Record<string, unknown> = ORDER_TRADE_UPDATE.o;
    const event = { ...ORDER_TRADE_UPDATE, o };
    if (!orderTradeUpdateSchema.safeParse(event).success) expect(readOrderStep(event)).toBeNull();
  }
});
